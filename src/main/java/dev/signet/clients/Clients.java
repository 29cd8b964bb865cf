package dev.signet.clients;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.keys.KeyRing;
import dev.signet.stores.Sha256;
import dev.signet.stores.TableVersions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Clients by their id, from memory where it is fresh enough. */
@ApplicationScoped
public class Clients {
    /** How long minting goes on for a client while Postgres cannot be asked whether it is still one. */
    static final Duration LONGEST_STALE = Duration.ofMinutes(10);
    private static final int MOST = 100_000;

    private final ClientRows rows;
    private final TableVersions versions;
    private final KeyRing ring;
    private final AtomicLong forgotten = new AtomicLong();
    private final ConcurrentMap<String, Cached> cache = new ConcurrentHashMap<>();

    Clients(ClientRows rows, KeyRing ring, TableVersions versions) {
        this.rows = rows;
        this.ring = ring;
        this.versions = versions;
    }

    private record Cached(Client client, long loadedAt) {

        boolean fresh() {
            return System.nanoTime() - loadedAt < LONGEST_STALE.toNanos();
        }
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        versions.onChange("clients", () -> Uni.createFrom().voidItem().invoke(this::forget));
    }

    /** @return a number that moves with every change that this replica has heard of */
    public long changes() {
        return forgotten.get();
    }

    /** Every client is read again: for after a change was committed. Other replicas do so within seconds. */
    public void forget() {
        forgotten.incrementAndGet();
        cache.clear();
    }

    /**
     * @return the client if it is registered and enabled; the ring then holds every key that signs for it. One that was read
     *         while clients changed is not kept
     */
    public Uni<Optional<Client>> find(String clientId) {
        Cached cached = cache.get(clientId);
        if (cached != null && cached.fresh()) {
            return Uni.createFrom().item(Optional.of(cached.client()));
        }
        long before = forgotten.get();
        return rows.load(clientId)
                .map(client -> client.filter(Client::enabled))
                .call(client -> client.isEmpty() ? Uni.createFrom().voidItem() : ring.provide(client.get().signingAlgs()))
                .invoke(client -> client.filter(unused -> forgotten.get() == before).ifPresent(this::keep));
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
        return rows.insertIfAbsent(service(clientId, secret, scope));
    }

    /** Holds a client that no store has, for a run that has no store ({@link dev.signet.stores.Training}). */
    public void holdForTraining(String clientId, String secret) {
        keep(service(clientId, secret, ""));
    }

    private static Client service(String clientId, String secret, String scope) {
        Client client = new Client(clientId, Origin.API.text());
        client.clientName = clientId;
        client.clientSecretHash = Sha256.ofText(secret);
        client.tokenEndpointAuthMethod = ClientAuthentication.BASIC;
        client.grantTypes = new String[] { "client_credentials" };
        client.scope = scope;
        return client;
    }
}
