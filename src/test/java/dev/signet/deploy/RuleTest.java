package dev.signet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Each rule, and that it sees what it is there to see: one value of good manifests is changed at a time. */
class RuleTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final String DEPLOYMENT = "Deployment";
    private static final String SIGNET = "signet";
    /** The ConfigMap's name ends with a hash of what is in it. */
    private static final String SETTINGS = "the settings";

    private record Breach(Rule rule, String kind, String name, String pointer, UnaryOperator<JsonNode> change) {

        Manifests in(Manifests good) {
            return good.with(kind, name.equals(SETTINGS) ? settings(good) : name, pointer, change);
        }

        private static String settings(Manifests good) {
            return good.all("ConfigMap").filter(map -> map.at("/data").has("SIGNET_ISSUER")).findFirst().orElseThrow().name();
        }

        @Override
        public String toString() {
            return rule + " sees " + kind + " " + name + " " + pointer;
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.deploy.Renderings#names")
    void holds_in_every_rendering(String rendering) {
        Manifests manifests = Renderings.of(rendering);

        assertThat(manifests.resources()).hasSizeGreaterThan(5);
        assertThat(Arrays.stream(Rule.values()).flatMap(rule -> rule.violations(manifests).stream().map(v -> rule + ": " + v)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void sees_what_breaks_it(Breach breach) {
        assertThat(breach.rule().violations(breach.in(Renderings.of(Renderings.EVERYTHING)))).isNotEmpty();
    }

    @Test
    void each_has_been_seen_to_fail() {
        Set<Rule> broken = breaches().map(Breach::rule).collect(Collectors.toSet());

        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void a_secret_that_dev_does_not_make_is_missed() {
        Manifests dev = Renderings.of("dev");
        String keys = dev.all("Secret").map(Resource::name).filter(name -> name.startsWith("signet-keys")).findFirst()
                .orElseThrow();

        assertThat(Rule.REFERENCES_ARE_THERE.violations(dev.without("Secret", keys))).isNotEmpty();
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                set(Rule.FIELDS_ARE_KNOWN, DEPLOYMENT, SIGNET, CONTAINER + "/readynessProbe", text("x")),
                set(Rule.FIELDS_ARE_KNOWN, DEPLOYMENT, SIGNET, "/spec/revisionHistoryLimit", text("three")),
                set(Rule.FIELDS_ARE_KNOWN, DEPLOYMENT, SIGNET, "/apiVersion", text("extensions/v1beta1")),
                set(Rule.FIELDS_ARE_KNOWN, "HorizontalPodAutoscaler", SIGNET, "/spec/maximum", number(4)),
                set(Rule.FIELDS_ARE_KNOWN, "ServiceMonitor", SIGNET, "/spec/endpoints/0/every", text("15s")),
                set(Rule.FIELDS_ARE_KNOWN, "PrometheusRule", SIGNET, "/spec/groups/0/rules/0/expression", text("up")),
                set(Rule.FIELDS_ARE_KNOWN, "Cluster", "signet-db", "/spec/postgresql/parameter", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, DEPLOYMENT, SIGNET, "/spec/selector/matchLabels/app.kubernetes.io~1name",
                        text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "Service", SIGNET, "/spec/selector/app.kubernetes.io~1name", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "PodDisruptionBudget", SIGNET, "/spec/selector/matchLabels/a", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "NetworkPolicy", SIGNET, "/spec/podSelector/matchLabels/a", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "HorizontalPodAutoscaler", SIGNET, "/spec/scaleTargetRef/name", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "ServiceMonitor", SIGNET, "/spec/selector/matchLabels/a", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, "StatefulSet", "signet-redis", "/spec/serviceName", text("x")),
                set(Rule.SELECTORS_FIND_THEIR_PODS, DEPLOYMENT, SIGNET,
                        POD + "/topologySpreadConstraints/0/labelSelector/matchLabels/a", text("x")),
                set(Rule.PORTS_RESOLVE, "Service", SIGNET, "/spec/ports/0/targetPort", text("web")),
                set(Rule.PORTS_RESOLVE, "NetworkPolicy", SIGNET, "/spec/ingress/0/ports/0/port", text("web")),
                set(Rule.PORTS_RESOLVE, DEPLOYMENT, SIGNET, CONTAINER + "/livenessProbe/httpGet/port", text("health")),
                set(Rule.PORTS_RESOLVE, "ServiceMonitor", SIGNET, "/spec/endpoints/0/port", text("metrics")),
                set(Rule.PORTS_RESOLVE, "Ingress", SIGNET, "/spec/rules/0/http/paths/0/backend/service/port/name", text("web")),
                set(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, POD + "/securityContext/runAsNonRoot", BooleanNode.FALSE),
                remove(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, POD + "/securityContext/runAsUser"),
                remove(Rule.PODS_ARE_CONFINED, "Job", "signet-migration", POD + "/securityContext/seccompProfile"),
                remove(Rule.PODS_ARE_CONFINED, "StatefulSet", "signet-redis", POD + "/automountServiceAccountToken"),
                set(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, POD + "/hostNetwork", BooleanNode.TRUE),
                remove(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, POD + "/volumes/0/emptyDir/sizeLimit"),
                remove(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, POD + "/volumes/0/emptyDir"),
                remove(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, CONTAINER + "/securityContext/allowPrivilegeEscalation"),
                remove(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, CONTAINER + "/securityContext/readOnlyRootFilesystem"),
                remove(Rule.PODS_ARE_CONFINED, "Job", "signet-migration", CONTAINER + "/securityContext/capabilities"),
                set(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, CONTAINER + "/securityContext/capabilities/add",
                        text("NET_ADMIN")),
                set(Rule.PODS_ARE_CONFINED, DEPLOYMENT, SIGNET, CONTAINER + "/securityContext/privileged", BooleanNode.TRUE),
                remove(Rule.CONTAINERS_ARE_BOUNDED, DEPLOYMENT, SIGNET, CONTAINER + "/resources/requests/cpu"),
                set(Rule.CONTAINERS_ARE_BOUNDED, "StatefulSet", "signet-redis", CONTAINER + "/resources/limits/memory",
                        text("1Gi")),
                set(Rule.IMAGES_ARE_FIXED, DEPLOYMENT, SIGNET, CONTAINER + "/image", text("localhost:5000/signet")),
                set(Rule.IMAGES_ARE_FIXED, DEPLOYMENT, SIGNET, CONTAINER + "/image", text("signet:latest")),
                remove(Rule.CONTAINERS_ARE_PROBED, DEPLOYMENT, SIGNET, CONTAINER + "/startupProbe"),
                remove(Rule.CONTAINERS_ARE_PROBED, "StatefulSet", "signet-redis", CONTAINER + "/readinessProbe"),
                add(Rule.SETTINGS_ARE_READ, "SIGNET_ISUER"),
                add(Rule.SETTINGS_ARE_READ, "QUARKUS_HTTP_PROT"),
                // read at build time alone: it would do nothing here
                add(Rule.SETTINGS_ARE_READ, "QUARKUS_SHUTDOWN_DELAY_ENABLED"),
                set(Rule.SETTINGS_ARE_READ, DEPLOYMENT, SIGNET, CONTAINER + "/env/0/name", text("SIGNET_KEYS_ENCRYPTION")),
                remove(Rule.WHAT_IS_REQUIRED_IS_SET, "ConfigMap", SETTINGS, "/data/SIGNET_ISSUER"),
                remove(Rule.WHAT_IS_REQUIRED_IS_SET, "ConfigMap", SETTINGS, "/data/QUARKUS_REDIS_HOSTS"),
                set(Rule.WHAT_IS_REQUIRED_IS_SET, DEPLOYMENT, SIGNET, CONTAINER + "/ports/1/containerPort", number(9001)),
                set(Rule.REFERENCES_ARE_THERE, DEPLOYMENT, SIGNET, CONTAINER + "/env/0/valueFrom/secretKeyRef/name", text("x")),
                set(Rule.REFERENCES_ARE_THERE, DEPLOYMENT, SIGNET, CONTAINER + "/env/0/valueFrom/secretKeyRef/key", text("x")),
                set(Rule.REFERENCES_ARE_THERE, DEPLOYMENT, SIGNET, CONTAINER + "/envFrom/0/configMapRef/name", text("x")),
                set(Rule.REFERENCES_ARE_THERE, DEPLOYMENT, SIGNET, POD + "/serviceAccountName", text("x")),
                set(Rule.REFERENCES_ARE_THERE, "Ingress", SIGNET, "/spec/tls/0/secretName", text("x")),
                set(Rule.REFERENCES_ARE_THERE, "Cluster", "signet-db", "/spec/bootstrap/initdb/secret/name", text("x")),
                set(Rule.STORES_ARE_IN_REACH, "ConfigMap", SETTINGS, "/data/QUARKUS_REDIS_HOSTS", text("redis://reddis:6379")),
                remove(Rule.STORES_ARE_IN_REACH, "NetworkPolicy", SIGNET, "/spec/egress"),
                remove(Rule.STORES_ARE_IN_REACH, "NetworkPolicy", "signet-redis", "/spec/ingress"),
                set(Rule.HOSTS_ARE_ONE, "Ingress", SIGNET, "/spec/rules/0/host", text("other.example.com")),
                set(Rule.HOSTS_ARE_ONE, "Ingress", SIGNET, "/spec/tls/0/hosts/0", text("other.example.com")),
                remove(Rule.HOSTS_ARE_ONE, "ConfigMap", SETTINGS, "/data/SIGNET_HTTP_TRUSTED_PROXIES"),
                set(Rule.PODS_HAVE_TIME_TO_DRAIN, DEPLOYMENT, SIGNET, POD + "/terminationGracePeriodSeconds", number(15)),
                remove(Rule.PODS_HAVE_TIME_TO_DRAIN, DEPLOYMENT, SIGNET, POD + "/terminationGracePeriodSeconds"),
                set(Rule.ROLLOUTS_KEEP_SERVING, DEPLOYMENT, SIGNET, "/spec/strategy/rollingUpdate/maxUnavailable", number(1)),
                set(Rule.ROLLOUTS_KEEP_SERVING, DEPLOYMENT, SIGNET, "/spec/replicas", number(2)),
                set(Rule.ROLLOUTS_KEEP_SERVING, "PodDisruptionBudget", SIGNET, "/spec/maxUnavailable", number(2)),
                remove(Rule.ROLLOUTS_KEEP_SERVING, DEPLOYMENT, SIGNET, POD + "/topologySpreadConstraints"),
                set(Rule.ROLLOUTS_KEEP_SERVING, "HorizontalPodAutoscaler", SIGNET, "/spec/minReplicas", number(1)),
                remove(Rule.SCHEMAS_ARE_MIGRATED_ONCE, "ConfigMap", SETTINGS, "/data/QUARKUS_FLYWAY_MIGRATE_AT_START"),
                remove(Rule.SCHEMAS_ARE_MIGRATED_ONCE, "Job", "signet-migration", CONTAINER + "/env"));
    }

    private static Breach set(Rule rule, String kind, String name, String pointer, JsonNode value) {
        return new Breach(rule, kind, name, pointer, was -> value);
    }

    private static Breach remove(Rule rule, String kind, String name, String pointer) {
        return new Breach(rule, kind, name, pointer, was -> null);
    }

    /** A setting beside the good ones. */
    private static Breach add(Rule rule, String variable) {
        return set(rule, "ConfigMap", SETTINGS, "/data/" + variable, text("1"));
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }

    private static JsonNode number(int value) {
        return IntNode.valueOf(value);
    }
}
