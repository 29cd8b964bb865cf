package dev.signet.clients;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

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

    @WithSession
    Uni<List<Client>> after(String clientId, int limit) {
        return find("clientId > ?1 order by clientId", clientId).range(0, limit - 1).list();
    }

    @WithSession
    Uni<List<Client>> ofFileOr(List<String> ids) {
        return list("origin = 'file' or clientId in ?1 order by clientId", ids);
    }

    /** @return the enabled clients that are workloads */
    @WithSession
    Uni<List<Client>> ofWorkloads() {
        return list("tokenEndpointAuthMethod = '" + Client.WORKLOAD + "' and enabled = true order by clientId");
    }

    /** Joins the current transaction: whoever comes second waits, then sees what the first made of it. */
    Uni<Optional<Client>> lock(String clientId) {
        return findById(clientId, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /** @return the client with the times of the database; empty when there is one of that id */
    Uni<Optional<Client>> insert(Client client) {
        return Panache.withTransaction(() -> findById(client.clientId)
                .chain(held -> held != null ? Uni.createFrom().item(Optional.<Client> empty())
                        : persistAndFlush(client).call(made -> Panache.getSession().chain(s -> s.refresh(made)))
                                .map(Optional::of)));
    }

    /** Two replicas may start at once: whoever comes second finds the other's row. */
    Uni<Boolean> insertIfAbsent(Client client) {
        return Panache.withTransaction(() -> findById(client.clientId)
                .chain(held -> held != null ? Uni.createFrom().item(false) : persistAndFlush(client).replaceWith(true)))
                .onFailure(ConstraintViolationException.class).recoverWithItem(false);
    }
}
