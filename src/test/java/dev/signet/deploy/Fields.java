package dev.signet.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * Fields as their kinds have them: each document is read into fabric8's model of its kind, and a field that the model does not
 * know, or of another type, is named. Of CloudNativePG's Cluster there is no model: its fields are those listed here.
 */
final class Fields {
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));
    private static final String CLUSTER = "postgresql.cnpg.io/v1/Cluster";
    private static final Set<String> FIELDS_OF_CLUSTER = Set.of("affinity/podAntiAffinityType", "affinity/topologyKey",
            "bootstrap/initdb/database", "bootstrap/initdb/owner", "bootstrap/initdb/secret/name", "imageName", "instances",
            "postgresql/parameters/max_connections", "postgresql/parameters/shared_buffers",
            "postgresql/synchronous/dataDurability", "postgresql/synchronous/method", "postgresql/synchronous/number",
            "resources/limits/memory", "resources/requests/cpu", "resources/requests/memory", "storage/size");
    /** The models take what they do not know into a map of additional properties; that is what must not happen. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private Fields() {
    }

    static Stream<String> unknown(Manifests manifests) {
        return manifests.resources().stream().flatMap(resource -> unknown(resource).stream()
                .map(reason -> resource + ": " + reason));
    }

    private static List<String> unknown(Resource resource) {
        String type = resource.at("/apiVersion").asText() + "/" + resource.kind();
        if (type.equals(CLUSTER)) {
            return leaves(resource.at("/spec"), "").stream().filter(field -> !FIELDS_OF_CLUSTER.contains(field))
                    .map(field -> "nobody looked up the field " + field).toList();
        }
        return Optional.<Class<?>> ofNullable(MODELS.get(type)).map(model -> read(resource, model))
                .orElseGet(() -> List.of("nothing here knows " + type));
    }

    private static List<String> read(Resource resource, Class<?> model) {
        try {
            Object unused = STRICT.treeToValue(resource.document(), model);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(e.getOriginalMessage());
        }
    }

    private static Set<String> leaves(JsonNode node, String path) {
        Set<String> leaves = new TreeSet<>();
        if (!node.isObject()) {
            leaves.add(path);
        }
        node.fields().forEachRemaining(field -> leaves.addAll(
                leaves(field.getValue(), path.isEmpty() ? field.getKey() : path + "/" + field.getKey())));
        return leaves;
    }
}
