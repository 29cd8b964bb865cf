package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;

import io.smallrye.mutiny.Uni;

/**
 * Judges the service account tokens of pods (RFC 7523 §3). One is shown again and again until Kubernetes replaces it, so that
 * it has no {@code jti} mark (item 7 is a MAY). What was wrong with a token that a cluster did sign is logged.
 */
@ApplicationScoped
class WorkloadTokens {
    private static final Logger LOG = Logger.getLogger(WorkloadTokens.class);
    /** What Kubernetes signs with. */
    private static final Set<String> ALGS = Set.of("RS256", "ES256");
    /** Kubernetes replaces a token after a day, however long it lives. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clusters clusters;
    private final ClusterKeys keys;
    private final Clock clock;

    WorkloadTokens(Clusters clusters, ClusterKeys keys, Clock clock) {
        this.clusters = clusters;
        this.keys = keys;
        this.clock = clock;
    }

    /** @return who runs as what it says; fails with {@link dev.signet.errors.UnavailableException} while nobody can tell */
    Uni<Optional<Workload>> judge(SignedJwt jwt) {
        Optional<Cluster> cluster = jwt.claim("iss").flatMap(clusters::ofIssuer);
        Optional<String> kid = jwt.header("kid");
        if (cluster.isEmpty() || kid.isEmpty() || jwt.header("alg").filter(ALGS::contains).isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return keys.of(cluster.get(), kid.get()).map(set -> judge(jwt, cluster.get(), set));
    }

    private Optional<Workload> judge(SignedJwt jwt, Cluster cluster, JsonWebKeySet set) {
        if (!ClientAssertions.signed(jwt, set)) {
            return Optional.empty();
        }
        if (!isFor(cluster.audience(), jwt.rawClaim("aud"))) {
            return refused(cluster, "its aud is not " + cluster.audience() + " alone");
        }
        if (!new JwtTimes(clock.instant(), LONGEST).hold(jwt)) {
            return refused(cluster, "it has ended, has not begun, or ends later than in " + LONGEST.toHours() + " hours");
        }
        Optional<Workload> workload = jwt.claim("sub").flatMap(sub -> Workload.of(cluster.name(), sub));
        return workload.isPresent() ? workload : refused(cluster, "its sub is no service account");
    }

    /** One that is for somebody else too could have been sent on by them. */
    private static boolean isFor(String audience, Object aud) {
        return aud instanceof List<?> many ? !many.isEmpty() && many.stream().allMatch(audience::equals)
                : audience.equals(aud);
    }

    private static Optional<Workload> refused(Cluster cluster, String why) {
        LOG.infof("a service account token of cluster %s was refused: %s", cluster.name(), why);
        return Optional.empty();
    }
}
