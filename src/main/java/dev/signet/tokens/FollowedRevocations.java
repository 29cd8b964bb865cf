package dev.signet.tokens;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.clients.Clients;
import dev.signet.revocation.Revocation.Kind;
import dev.signet.revocation.RevocationEntry;
import dev.signet.revocation.Revocations;
import io.quarkus.runtime.StartupEvent;

/** What is minted after a revocation is minted with what is true then: the client is read again. */
@ApplicationScoped
class FollowedRevocations {
    private final Revocations revocations;
    private final Clients clients;

    FollowedRevocations(Revocations revocations, Clients clients) {
        this.revocations = revocations;
        this.clients = clients;
    }

    void start(@Observes @Priority(15) StartupEvent event) {
        revocations.onNews(this::follow);
    }

    private void follow(List<RevocationEntry> news) {
        if (news.stream().anyMatch(entry -> entry.revocation().kind() == Kind.CLIENT)) {
            clients.forget();
        }
    }
}
