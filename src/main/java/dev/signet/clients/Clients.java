package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.stores.Sha256;
import dev.signet.stores.TableVersions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Clients by their id, from memory where it is fresh enough. */
@ApplicationScoped
public class Clients {
    /** How long minting goes on for a client while Postgres cannot be asked whether it is still one. */
    private static final Duration LONGEST_STALE = Duration.ofMinutes(10);
    private static final int MOST = 100_000;

    private final ClientRows rows;
    private final TableVersions versions;
    private final ConcurrentMap<String, Cached> cache = new ConcurrentHashMap<>();

    Clients(ClientRows rows, TableVersions versions) {
        this.rows = rows;
        this.versions = versions;
    }

    private record Cached(Client client, long loadedAt) {

        boolean fresh() {
            return System.nanoTime() - loadedAt < LONGEST_STALE.toNanos();
        }
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        versions.onChange("clients", this::forget);
    }

    private Uni<Void> forget() {
        cache.clear();
        return Uni.createFrom().voidItem();
    }

    /** @return the client if it is registered and enabled */
    public Uni<Optional<Client>> find(String clientId) {
        Cached cached = cache.get(clientId);
        if (cached != null && cached.fresh()) {
            return Uni.createFrom().item(Optional.of(cached.client()));
        }
        return rows.load(clientId).map(client -> client.filter(Client::enabled)).invoke(client -> client.ifPresent(this::keep));
    }

    private void keep(Client client) {
        if (cache.size() >= MOST) {
            cache.clear();
        }
        cache.put(client.clientId(), new Cached(client, System.nanoTime()));
    }

    /**
     * Makes the client unless one of that id exists: then nothing changes, whatever its secret.
     *
     * @param secret at least 16 characters
     * @return whether it was made
     */
    public Uni<Boolean> makeOnce(String clientId, String secret, String scope) {
        Client client = new Client();
        client.clientId = clientId;
        client.clientName = clientId;
        client.clientSecretHash = Sha256.of(secret.getBytes(UTF_8));
        client.tokenEndpointAuthMethod = ClientAuthentication.BASIC;
        client.grantTypes = new String[] { "client_credentials" };
        client.scope = scope;
        return rows.insertIfAbsent(client);
    }
}
