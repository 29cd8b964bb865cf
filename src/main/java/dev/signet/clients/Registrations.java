package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.keys.KeyRing;
import dev.signet.stores.Sha256;
import io.smallrye.mutiny.Uni;

/**
 * Registers clients and changes them, each within the caller's Panache transaction; {@link Clients#forget} follows it. What
 * comes in was judged before ({@link ClientMetadata#violations}). Every replica obeys a change within 5 s.
 * The keys that will sign for the client are there before it is: other replicas have heard of them when its first token comes.
 */
@ApplicationScoped
public class Registrations {
    /** Who signs in with a password over the JSON API and names no client signs in there. */
    public static final String BUILT_IN = "signet";
    /** How long the secret before goes on being good where nobody says: a day to bring the new one everywhere. */
    public static final Duration OVERLAP = Duration.ofDays(1);

    private final ClientRows rows;
    private final ClientSecrets secrets;
    private final KeyRing ring;
    private final Clock clock;

    Registrations(ClientRows rows, ClientSecrets secrets, KeyRing ring, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.ring = ring;
        this.clock = clock;
    }

    /** @return a {@code client_id} that nobody has */
    public static String newClientId() {
        return UUID.randomUUID().toString();
    }

    /** @return the client, enabled or not, as the database has it */
    public Uni<Optional<Client>> find(String clientId) {
        return rows.load(clientId);
    }

    /** @return clients by their id, those after the given one, which may be empty */
    public Uni<List<Client>> page(String after, int limit) {
        return rows.after(after, limit);
    }

    /** @return every client that the file made, and those of these ids, whoever made them */
    public Uni<List<Client>> fromFileOr(List<String> clientIds) {
        return rows.ofFileOr(clientIds);
    }

    /** @return the new client; empty when there is one of that id */
    public Uni<Optional<Registered>> create(NewClient asked) {
        Client client = new Client(asked.clientId(), asked.origin().text());
        client.describe(asked.metadata());
        client.registrationToken(asked.registrationToken().map(Sha256::ofText).orElse(null));
        Optional<ClientSecret> secret = secretOf(asked);
        secret.ifPresent(s -> client.secret(s, null));
        return ring.provide(client.signingAlgs()).chain(() -> rows.insert(client))
                .map(inserted -> inserted.map(c -> new Registered(c, secret.map(ClientSecret::value))));
    }

    private Optional<ClientSecret> secretOf(NewClient asked) {
        if (!asked.metadata().needsSecret()) {
            return Optional.empty();
        }
        boolean hmacKey = asked.metadata().needsHmacKey();
        return Optional.of(asked.secret().map(given -> secrets.given(given, hmacKey)).orElseGet(() -> secrets.make(hmacKey)));
    }

    /**
     * Replaces what is registered. A secret is made where the client needs one now and had none, or had only its hash and
     * now needs an HMAC key; it is dropped where none is needed.
     *
     * @param change what it shall be, made of what it is; may refuse
     * @return empty when there is no such client
     */
    public Uni<Optional<Registered>> change(String clientId, Function<Client, ClientMetadata> change) {
        return rows.lock(clientId).map(found -> found.map(client -> replace(client, change.apply(client))))
                .call(changed -> provideKeys(changed.map(Registered::client)))
                .call(rows::flush);
    }

    private Uni<Void> provideKeys(Optional<Client> client) {
        return client.isPresent() ? ring.provide(client.get().signingAlgs()) : Uni.createFrom().voidItem();
    }

    private Registered replace(Client client, ClientMetadata metadata) {
        client.describe(metadata);
        client.changed(clock.instant());
        if (!metadata.needsSecret()) {
            client.dropSecrets();
            return new Registered(client, Optional.empty());
        }
        if (!client.hasSecretFor(metadata)) {
            return newSecret(client, secrets.make(metadata.needsHmacKey()), OVERLAP);
        }
        if (!metadata.needsHmacKey()) {
            client.dropSealedSecrets();
        }
        return new Registered(client, Optional.empty());
    }

    /**
     * Makes another secret.
     *
     * @param overlap how long the present one goes on being good
     * @return empty when there is no such client, or none that needs a secret
     */
    public Uni<Optional<Registered>> rotateSecret(String clientId, Duration overlap) {
        return rows.lock(clientId)
                .map(found -> found.filter(client -> ClientMetadata.of(client).needsSecret())
                        .map(client -> newSecret(client, secrets.make(ClientMetadata.of(client).needsHmacKey()), overlap)))
                .call(rows::flush);
    }

    /**
     * Makes the client what the file says, whoever made it. A secret before is good for {@link #OVERLAP}.
     *
     * @return whether there is such a client
     */
    public Uni<Boolean> declare(DeclaredClient declared) {
        return rows.lock(declared.clientId()).map(found -> found.map(client -> declare(client, declared)))
                .call(this::provideKeys)
                .call(rows::flush)
                .map(Optional::isPresent);
    }

    private Client declare(Client client, DeclaredClient declared) {
        ClientMetadata metadata = declared.metadata();
        client.describe(metadata);
        client.ownedBy(Origin.FILE);
        client.changed(clock.instant());
        if (declared.secret().isEmpty()) {
            client.dropSecrets();
        } else if (!client.isCurrent(declared.secret().get(), metadata)) {
            Registered unused = newSecret(client, secrets.given(declared.secret().get(), metadata.needsHmacKey()), OVERLAP);
        } else if (!metadata.needsHmacKey()) {
            client.dropSealedSecrets();
        }
        return client;
    }

    private Registered newSecret(Client client, ClientSecret secret, Duration overlap) {
        Instant now = clock.instant();
        client.secret(secret, overlap.isZero() ? null : now.plus(overlap));
        client.changed(now);
        return new Registered(client, Optional.of(secret.value()));
    }

    /** @return whether there is such a client */
    public Uni<Boolean> enable(String clientId, boolean whether) {
        return rows.lock(clientId).map(found -> found.map(client -> enable(client, whether)).isPresent()).call(rows::flush);
    }

    private Client enable(Client client, boolean whether) {
        client.enable(whether);
        client.changed(clock.instant());
        return client;
    }

    /** @return whether there was such a client */
    public Uni<Boolean> delete(String clientId) {
        return rows.deleteById(clientId);
    }
}
