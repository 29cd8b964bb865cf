package dev.signet.tokens;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.clients.Clients;
import dev.signet.keys.KeyRing;
import dev.signet.revocation.Revocation.Kind;
import dev.signet.revocation.RevocationEntry;
import dev.signet.revocation.Revocations;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;

/** What is minted after a revocation is minted with what is true then: clients and keys are read again. */
@ApplicationScoped
class FollowedRevocations {
    private static final Logger LOG = Logger.getLogger(FollowedRevocations.class);

    private final Revocations revocations;
    private final Clients clients;
    private final KeyRing ring;

    FollowedRevocations(Revocations revocations, Clients clients, KeyRing ring) {
        this.revocations = revocations;
        this.clients = clients;
        this.ring = ring;
    }

    void start(@Observes @Priority(15) StartupEvent event) {
        revocations.onNews(this::follow);
    }

    private void follow(List<RevocationEntry> news) {
        if (names(Kind.CLIENT, news)) {
            clients.forget();
        }
        if (names(Kind.KID, news)) {
            Cancellable unused = ring.reload().subscribe().with(done -> {
            }, e -> LOG.warnf("keys not reloaded, the next poll does: %s", e.getMessage()));
        }
    }

    private static boolean names(Kind kind, List<RevocationEntry> news) {
        return news.stream().anyMatch(entry -> entry.revocation().kind() == kind);
    }
}
