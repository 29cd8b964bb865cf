package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;

import dev.signet.errors.UnavailableException;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * The keys of the clusters' issuers, remembered for five minutes. An unknown {@code kid} has them fetched again, at most each
 * 2 s: a cluster signs with a new key as soon as it has one. While an issuer is away its last keys are good for an hour.
 */
@ApplicationScoped
class ClusterKeys {
    private static final Logger LOG = Logger.getLogger(ClusterKeys.class);
    private static final int RETRY_SECONDS = 2;
    private static final KeyTimes TIMES = new KeyTimes(Duration.ofMinutes(5), Duration.ofSeconds(RETRY_SECONDS),
            Duration.ofSeconds(RETRY_SECONDS), Duration.ofHours(1));

    private final ClusterFetch fetch;
    private final Clock clock;
    private final Map<String, RememberedKeys> remembered = new ConcurrentHashMap<>();

    @Inject
    ClusterKeys(Vertx vertx, Clock clock) {
        this(new ClusterFetch(vertx), clock);
    }

    ClusterKeys(ClusterFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * @param kid the key that is looked for
     * @return the keys; fails with {@link UnavailableException} when nobody can tell whether the issuer has such a key
     */
    @CheckReturnValue
    Uni<JsonWebKeySet> of(Cluster cluster, String kid) {
        return remembered.computeIfAbsent(cluster.name(), name -> new RememberedKeys(() -> fetched(cluster), TIMES, clock))
                .of(Optional.of(kid))
                .onFailure()
                .transform(e -> new UnavailableException(RETRY_SECONDS, "the issuer of the workload's token is away"));
    }

    private Uni<JsonWebKeySet> fetched(Cluster cluster) {
        return fetch.fetch(cluster).onFailure()
                .invoke(e -> LOG.warnf("the keys of cluster %s were not read: %s", cluster.name(), e.getMessage()));
    }
}
