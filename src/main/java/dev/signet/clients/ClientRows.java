package dev.signet.clients;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.exception.ConstraintViolationException;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** The rows of {@code clients}. */
@ApplicationScoped
class ClientRows implements PanacheRepositoryBase<Client, String> {

    @WithSession
    Uni<Optional<Client>> load(String clientId) {
        return findById(clientId).map(Optional::ofNullable);
    }

    /** Two replicas may start at once: whoever comes second finds the other's row. */
    Uni<Boolean> insertIfAbsent(Client client) {
        return Panache.withTransaction(() -> findById(client.clientId)
                .chain(held -> held != null ? Uni.createFrom().item(false) : persistAndFlush(client).replaceWith(true)))
                .onFailure(ConstraintViolationException.class).recoverWithItem(false);
    }
}
