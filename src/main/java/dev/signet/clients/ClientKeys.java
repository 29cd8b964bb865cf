package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;

/**
 * The public keys of clients: by value, or from {@code jwks_uri}, remembered for five minutes. An unknown {@code kid} has
 * them fetched again, at most each 30 s; keys that can't be had are none, and that too is remembered, for 10 s.
 */
@ApplicationScoped
public class ClientKeys {
    private static final Logger LOG = Logger.getLogger(ClientKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration AGAIN_FOR_KID = Duration.ofSeconds(30);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    private final JwksFetch fetch;
    private final Clock clock;
    private final Map<String, Fetched> remembered = new ConcurrentHashMap<>();

    @Inject
    ClientKeys(Vertx vertx, PublicTargets targets, Clock clock) {
        this(new JwksFetch(vertx, targets), clock);
    }

    ClientKeys(JwksFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** @param failed whether there were no keys to be had; unknown while the call is under way */
    private static final class Fetched {
        final Instant at;
        final Uni<JsonWebKeySet> keys;
        volatile boolean failed;

        Fetched(Instant at, Uni<JsonWebKeySet> fetching) {
            this.at = at;
            this.keys = fetching
                    .onFailure().invoke(e -> failed = true)
                    .onFailure().invoke(e -> LOG.infof("a client's jwks_uri was not read: %s", e.getMessage()))
                    .onFailure().recoverWithItem(e -> new JsonWebKeySet())
                    .memoize().indefinitely();
        }
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
        return here(remembered(client.jwksUri).keys)
                .chain(keys -> kid.isEmpty() || has(keys, kid.get()) ? Uni.createFrom().item(keys)
                        : here(again(client.jwksUri).keys));
    }

    private static JsonWebKeySet byValue(String jwks) {
        try {
            return JwksFetch.parse(jwks);
        } catch (IllegalStateException e) {
            return new JsonWebKeySet();
        }
    }

    private static boolean has(JsonWebKeySet keys, String kid) {
        return keys.getJsonWebKeys().stream().anyMatch(key -> kid.equals(key.getKeyId()));
    }

    /** Whoever comes while a call is under way waits for that one. */
    private Fetched remembered(String uri) {
        return younger(uri, FRESH);
    }

    private Fetched again(String uri) {
        return younger(uri, AGAIN_FOR_KID);
    }

    private Fetched younger(String uri, Duration age) {
        Instant now = clock.instant();
        if (remembered.size() >= MOST && !remembered.containsKey(uri)) {
            remembered.clear();
        }
        return remembered.compute(uri, (key, held) -> held != null && isYounger(held, now, age) ? held
                : new Fetched(now, fetch.fetch(uri)));
    }

    private static boolean isYounger(Fetched held, Instant now, Duration age) {
        Duration longest = held.failed && AGAIN_AFTER_FAILURE.compareTo(age) < 0 ? AGAIN_AFTER_FAILURE : age;
        return held.at.plus(longest).isAfter(now);
    }

    /** A shared call ends where the first caller is; what follows needs each caller's own context. */
    private static <T> Uni<T> here(Uni<T> shared) {
        Context caller = io.vertx.core.Vertx.currentContext();
        return caller == null ? shared : shared.emitOn(step -> caller.runOnContext(ignored -> step.run()));
    }

    @PreDestroy
    void close() {
        fetch.close();
    }
}
