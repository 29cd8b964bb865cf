package dev.signet.deploy;

import static dev.signet.deploy.Pods.demand;
import static dev.signet.deploy.Resource.stream;
import static dev.signet.deploy.Resource.texts;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Pods come and go without a call being lost, and the schema is migrated once. */
final class Rollouts {
    private static final Path OWN_SETTINGS = Path.of("src/main/resources/application.properties");
    private static final String JOB = "signet-migration";

    private Rollouts() {
    }

    static Stream<String> tooShortToDrain(Manifests manifests) {
        Duration needed = own("quarkus.shutdown.delay").plus(own("quarkus.shutdown.timeout"));
        return manifests.all("Deployment").filter(Resource::isSignet)
                .filter(pods -> pods.podSpec().path("terminationGracePeriodSeconds").asLong() <= needed.toSeconds())
                .map(pods -> pods + " is killed before the " + needed.toSeconds() + " s that it may take to stop are over");
    }

    private static Duration own(String setting) {
        try (Reader file = Files.newBufferedReader(OWN_SETTINGS)) {
            Properties own = new Properties();
            own.load(file);
            return Duration.parse("PT" + own.getProperty(setting));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> thatStopServing(Manifests manifests) {
        return manifests.all("Deployment").filter(Resource::isSignet).flatMap(pods -> Stream.of(
                demand(pods.at("/spec/strategy/rollingUpdate/maxUnavailable").asText().equals("0"),
                        pods + " goes before its next"),
                demand(!pods.at("/spec").has("replicas"), pods + " takes from the autoscaler what it decided"),
                demand(covering(manifests, "PodDisruptionBudget", pods.podLabels()), pods + " has no disruption budget"),
                demand(!pods.podSpec().path("topologySpreadConstraints").isEmpty(), pods + " may be all on one node"),
                demand(manifests.all("HorizontalPodAutoscaler")
                        .anyMatch(s -> s.at("/spec/minReplicas").asInt() >= least(manifests)),
                        pods + " may be scaled to too few"))
                .flatMap(Optional::stream));
    }

    private static boolean covering(Manifests manifests, String kind, Map<String, String> labels) {
        return manifests.all(kind).filter(budget -> budget.at("/spec/maxUnavailable").asText().equals("1"))
                .anyMatch(budget -> texts(budget.at("/spec/selector/matchLabels")).equals(justName(labels)));
    }

    private static Map<String, String> justName(Map<String, String> labels) {
        return Map.of("app.kubernetes.io/name", labels.getOrDefault("app.kubernetes.io/name", ""));
    }

    /** Behind an Ingress people depend on it; a trial may have one. */
    private static int least(Manifests manifests) {
        return manifests.all("Ingress").findAny().isPresent() ? 2 : 1;
    }

    static Stream<String> thatMigrateTwice(Manifests manifests) {
        return manifests.find("Job", JOB).stream().flatMap(job -> Stream.of(
                demand(manifests.setting("QUARKUS_FLYWAY_MIGRATE_AT_START").orElse("true").equals("false"),
                        "pods migrate, too"),
                demand(manifests.setting("QUARKUS_FLYWAY_VALIDATE_AT_START").orElse("false").equals("true"),
                        "pods start before the schema is theirs"),
                demand(variable(job, "QUARKUS_FLYWAY_MIGRATE_AT_START").equals("true"), job + " does not migrate"),
                demand(variable(job, "QUARKUS_FLYWAY_VALIDATE_AT_START").equals("false"),
                        job + " wants to find done what it is for"),
                demand(variable(job, "QUARKUS_INIT_AND_EXIT").equals("true"), job + " does not end"))
                .flatMap(Optional::stream));
    }

    private static String variable(Resource job, String name) {
        return job.containers().flatMap(container -> stream(container.path("env")))
                .filter(variable -> variable.path("name").asText().equals(name)).map(variable -> variable.path("value"))
                .map(JsonNode::asText).findFirst().orElse("");
    }
}
