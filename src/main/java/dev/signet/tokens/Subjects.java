package dev.signet.tokens;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import io.smallrye.mutiny.Uni;

/** What a person is called at a client: {@code sub} (OpenID Connect Core 1.0 §8). */
@ApplicationScoped
public class Subjects {

    /** @return the {@code sub} of every token that the client gets about the person */
    public String of(UUID person, Client client) {
        return person.toString();
    }

    /** @return whom the {@code sub} of the client's tokens means; empty for one that was not made here */
    Optional<UUID> person(String sub, Client client) {
        try {
            return Optional.of(UUID.fromString(sub));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @return the person that the token is about; empty for a client's own token */
    public Uni<Optional<UUID>> person(AccessToken token) {
        return Uni.createFrom().item(token.sid().map(sid -> UUID.fromString(token.subject())));
    }
}
