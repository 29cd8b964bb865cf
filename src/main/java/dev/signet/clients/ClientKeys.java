package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * The public keys of clients: by value, or from {@code jwks_uri}, remembered for five minutes. An unknown {@code kid} has
 * them fetched again, at most each 30 s; keys that can't be had are none, and that too is remembered, for 10 s.
 */
@ApplicationScoped
public class ClientKeys {
    private static final Logger LOG = Logger.getLogger(ClientKeys.class);
    private static final KeyTimes TIMES = new KeyTimes(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(10),
            Duration.ZERO);
    private static final int MOST = 1_000;

    private final JwksFetch fetch;
    private final Clock clock;
    private final Map<String, RememberedKeys> remembered = new ConcurrentHashMap<>();

    @Inject
    ClientKeys(Vertx vertx, PublicTargets targets, Clock clock) {
        this(new JwksFetch(vertx, targets), clock);
    }

    ClientKeys(JwksFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** @return the client's keys, on the caller's context; an empty set when it has none, or they can't be had. Never fails */
    @CheckReturnValue
    public Uni<JsonWebKeySet> of(Client client) {
        return of(client, Optional.empty());
    }

    /** @param kid the key that is looked for: keys that lack it are fetched once more */
    @CheckReturnValue
    Uni<JsonWebKeySet> of(Client client, Optional<String> kid) {
        if (client.jwks != null) {
            return Uni.createFrom().item(byValue(client.jwks));
        }
        if (client.jwksUri == null) {
            return Uni.createFrom().item(new JsonWebKeySet());
        }
        return remembered(client.jwksUri).of(kid).onFailure().recoverWithItem(e -> new JsonWebKeySet());
    }

    private static JsonWebKeySet byValue(String jwks) {
        try {
            return JwksFetch.parse(jwks);
        } catch (IllegalStateException e) {
            return new JsonWebKeySet();
        }
    }

    private RememberedKeys remembered(String uri) {
        if (remembered.size() >= MOST && !remembered.containsKey(uri)) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(uri, key -> new RememberedKeys(() -> fetched(key), TIMES, clock));
    }

    private Uni<JsonWebKeySet> fetched(String uri) {
        return fetch.fetch(uri)
                .onFailure().invoke(e -> LOG.infof("a client's jwks_uri was not read: %s", e.getMessage()));
    }

    @PreDestroy
    void close() {
        fetch.close();
    }
}
