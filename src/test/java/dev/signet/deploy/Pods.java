package dev.signet.deploy;

import static dev.signet.deploy.Resource.stream;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What holds for every pod, whoever's it is: the restricted profile of the Pod Security Standards and a little more. */
final class Pods {
    private static final Set<String> VOLUMES = Set.of("emptyDir", "configMap", "secret", "projected");

    private Pods() {
    }

    static Stream<String> unconfined(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> Stream.concat(
                gaps(workload), workload.containers().flatMap(container -> gaps(workload, container))));
    }

    private static Stream<String> gaps(Resource workload) {
        JsonNode pod = workload.podSpec();
        JsonNode security = pod.path("securityContext");
        return Stream.of(
                demand(security.path("runAsNonRoot").asBoolean(), workload + " may run as root"),
                demand(security.path("runAsUser").asInt() > 0, workload + " names no user by number"),
                demand(security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                        workload + " has no seccomp profile"),
                demand(!pod.path("automountServiceAccountToken").asBoolean(true), workload + " gets a service account token"),
                demand(Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod::has), workload + " shares the host's"),
                demand(stream(pod.path("volumes")).allMatch(Pods::isOrdinary), workload + " has a volume of another kind"),
                demand(stream(pod.path("volumes")).filter(v -> v.has("emptyDir"))
                        .allMatch(v -> v.at("/emptyDir").has("sizeLimit")),
                        workload + " may fill the node's disk"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> gaps(Resource workload, JsonNode container) {
        JsonNode security = container.path("securityContext");
        String who = workload + " container " + container.path("name").asText();
        return Stream.of(
                demand(!security.path("allowPrivilegeEscalation").asBoolean(true), who + " may gain privileges"),
                demand(security.path("readOnlyRootFilesystem").asBoolean(), who + " may write to its root"),
                demand(security.at("/capabilities/drop").toString().equals("[\"ALL\"]"), who + " keeps capabilities"),
                demand(!security.at("/capabilities").has("add"), who + " adds capabilities"),
                demand(!security.has("privileged"), who + " says whether it is privileged"))
                .flatMap(Optional::stream);
    }

    private static boolean isOrdinary(JsonNode volume) {
        return VOLUMES.stream().anyMatch(volume::has);
    }

    static Stream<String> unbounded(Manifests manifests) {
        return manifests.workloads().flatMap(workload -> workload.containers().map(container -> container.path("resources"))
                .filter(resources -> !resources.at("/requests").has("cpu") || !resources.at("/limits").has("memory")
                        || !Objects.equals(resources.at("/requests/memory"), resources.at("/limits/memory")))
                .map(resources -> workload + " asks for no CPU, or for other memory than it may have: " + resources));
    }

    static Stream<String> ofNoFixedImage(Manifests manifests) {
        return manifests.workloads()
                .flatMap(workload -> workload.containers().map(container -> container.path("image").asText())
                        .filter(image -> !isFixed(image)).map(image -> workload + " runs whatever " + image + " is that day"));
    }

    private static boolean isFixed(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        return image.contains("@sha256:") || last.contains(":") && !last.endsWith(":latest");
    }

    static Stream<String> unprobed(Manifests manifests) {
        return manifests.workloads().filter(workload -> !workload.kind().equals("Job"))
                .flatMap(workload -> workload.containers().flatMap(container -> Stream
                        .of("startupProbe", "livenessProbe", "readinessProbe").filter(probe -> !container.has(probe))
                        .map(probe -> workload + " has no " + probe)));
    }

    static Optional<String> demand(boolean met, String otherwise) {
        return met ? Optional.empty() : Optional.of(otherwise);
    }

    /** @return the paths that are asked of Signet's management port, by probes and by Prometheus */
    static List<String> managementPaths(Manifests manifests) {
        return Stream.concat(
                manifests.workloads().filter(Resource::isSignet).flatMap(Resource::containers)
                        .flatMap(container -> container.findValues("httpGet").stream())
                        .filter(probe -> probe.path("port").asText().equals("management")).map(probe -> probe.path("path")),
                manifests.all("ServiceMonitor").flatMap(monitor -> stream(monitor.at("/spec/endpoints")))
                        .map(endpoint -> endpoint.path("path")))
                .map(JsonNode::asText).distinct().toList();
    }
}
