package dev.signet.clients;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/**
 * Which client a pod is. It may be every client that is registered for its service account: the request names one, or there
 * is but one. Nothing is guessed, so that registering another client never changes who a pod is.
 */
@ApplicationScoped
class WorkloadClients {
    private static final Logger LOG = Logger.getLogger(WorkloadClients.class);

    private final WorkloadTokens tokens;
    private final Clients clients;
    private final ClientRows rows;
    private volatile Known known;

    WorkloadClients(WorkloadTokens tokens, Clients clients, ClientRows rows) {
        this.tokens = tokens;
        this.clients = clients;
        this.rows = rows;
    }

    /** @param changes the number of {@link Clients#changes} before they were read */
    private record Known(List<Client> clients, long changes, long readAt) {
        boolean fresh(long now) {
            return changes == now && System.nanoTime() - readAt < Clients.LONGEST_STALE.toNanos();
        }
    }

    /** @return the client that the token is of */
    Uni<Optional<Client>> prove(ClientProof.Workload proof) {
        return tokens.judge(proof.jwt())
                .chain(workload -> workload.isEmpty() ? Uni.createFrom().item(Optional.empty())
                        : find(workload.get(), proof.named()));
    }

    private Uni<Optional<Client>> find(Workload workload, Optional<String> named) {
        return id(workload, named)
                .chain(id -> id.isEmpty() ? Uni.createFrom().item(Optional.<Client> empty()) : clients.find(id.get()))
                .map(found -> found.filter(client -> client.isOf(workload)))
                .invoke(found -> log(found, workload, named));
    }

    private Uni<Optional<String>> id(Workload workload, Optional<String> named) {
        return named.isPresent() ? Uni.createFrom().item(named) : all().map(all -> only(all, workload));
    }

    private static Optional<String> only(List<Client> all, Workload workload) {
        List<String> ids = all.stream().filter(client -> client.isOf(workload)).map(Client::clientId).limit(2).toList();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    private Uni<List<Client>> all() {
        Known held = known;
        long before = clients.changes();
        if (held != null && held.fresh(before)) {
            return Uni.createFrom().item(held.clients());
        }
        return rows.ofWorkloads().invoke(all -> known = new Known(all, before, System.nanoTime()));
    }

    private static void log(Optional<Client> found, Workload workload, Optional<String> named) {
        if (found.isEmpty()) {
            LOG.infof("%s was refused: %s", workload, named.isPresent() ? "the client that it names is not registered for it"
                    : "not exactly one client is registered for it, and the request names none");
        }
    }
}
