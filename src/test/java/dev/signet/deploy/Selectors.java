package dev.signet.deploy;

import static dev.signet.deploy.Resource.stream;
import static dev.signet.deploy.Resource.texts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Whatever selects something finds it, and whatever is named by its port has that port. */
final class Selectors {
    /** Where each kind keeps the selector of the pods that it is about. */
    private static final Map<String, String> OF_PODS = Map.of(
            "Service", "/spec/selector",
            "PodDisruptionBudget", "/spec/selector/matchLabels",
            "NetworkPolicy", "/spec/podSelector/matchLabels",
            "Deployment", "/spec/selector/matchLabels",
            "StatefulSet", "/spec/selector/matchLabels");

    private Selectors() {
    }

    static Stream<String> findNothing(Manifests manifests) {
        return Stream.of(
                manifests.resources().stream().flatMap(resource -> podsMissing(manifests, resource)),
                manifests.all("HorizontalPodAutoscaler").flatMap(scaler -> targetMissing(manifests, scaler)),
                manifests.all("StatefulSet").flatMap(set -> serviceMissing(manifests, set)),
                manifests.workloads().flatMap(Selectors::spreadsOthers),
                manifests.all("ServiceMonitor").filter(monitor -> servicesOf(manifests, monitor).isEmpty())
                        .map(monitor -> monitor + " selects no Service"))
                .flatMap(violations -> violations);
    }

    private static Stream<String> podsMissing(Manifests manifests, Resource resource) {
        String pointer = OF_PODS.get(resource.kind());
        if (pointer == null) {
            return Stream.empty();
        }
        Map<String, String> selector = texts(resource.at(pointer));
        List<Resource> found = manifests.podsOf(selector);
        boolean own = resource.hasPods() ? found.contains(resource) && found.size() == 1 : !found.isEmpty();
        return own && !selector.isEmpty() ? Stream.empty()
                : Stream.of(resource + " selects " + selector + ", which are the labels of the pods of " + found);
    }

    private static Stream<String> targetMissing(Manifests manifests, Resource scaler) {
        JsonNode target = scaler.at("/spec/scaleTargetRef");
        return manifests.find(target.path("kind").asText(), target.path("name").asText()).isPresent() ? Stream.empty()
                : Stream.of(scaler + " scales " + target + ", which is not there");
    }

    private static Stream<String> serviceMissing(Manifests manifests, Resource set) {
        return manifests.find("Service", set.at("/spec/serviceName").asText()).isPresent() ? Stream.empty()
                : Stream.of(set + " has no Service " + set.at("/spec/serviceName"));
    }

    private static Stream<String> spreadsOthers(Resource workload) {
        return stream(workload.podSpec().path("topologySpreadConstraints"))
                .map(constraint -> texts(constraint.at("/labelSelector/matchLabels")))
                .filter(labels -> labels.isEmpty() || !workload.podLabels().entrySet().containsAll(labels.entrySet()))
                .map(labels -> workload + " spreads pods of other labels: " + labels);
    }

    private static List<Resource> servicesOf(Manifests manifests, Resource monitor) {
        Map<String, String> selector = texts(monitor.at("/spec/selector/matchLabels"));
        return manifests.all("Service")
                .filter(service -> texts(service.at("/metadata/labels")).entrySet().containsAll(selector.entrySet())).toList();
    }

    static Stream<String> namePortsThatAreNot(Manifests manifests) {
        return Stream.of(
                manifests.all("Service").flatMap(service -> stream(service.at("/spec/ports"))
                        .flatMap(port -> missing(manifests, service, texts(service.at("/spec/selector")),
                                port.path("targetPort")))),
                manifests.all("NetworkPolicy").flatMap(policy -> stream(policy.at("/spec/ingress"))
                        .flatMap(rule -> stream(rule.path("ports")))
                        .flatMap(port -> missing(manifests, policy, texts(policy.at("/spec/podSelector/matchLabels")),
                                port.path("port")))),
                manifests.workloads().flatMap(Selectors::probesOfNoPort),
                manifests.all("ServiceMonitor").flatMap(monitor -> stream(monitor.at("/spec/endpoints"))
                        .filter(endpoint -> servicesOf(manifests, monitor).stream()
                                .noneMatch(service -> hasPort(service, endpoint.path("port").asText())))
                        .map(endpoint -> monitor + " scrapes a port that no Service of it has: " + endpoint.path("port"))),
                manifests.all("Ingress").flatMap(ingress -> ingress.document().findValues("service").stream()
                        .filter(backend -> manifests.find("Service", backend.path("name").asText())
                                .filter(service -> hasPort(service, backend.at("/port/name").asText())).isEmpty())
                        .map(backend -> ingress + " leads to " + backend + ", which is not there")))
                .flatMap(violations -> violations);
    }

    private static Stream<String> missing(Manifests manifests, Resource asks, Map<String, String> selector, JsonNode port) {
        return manifests.podsOf(selector).stream().filter(pods -> pods.containers().noneMatch(c -> declares(c, port.asText())))
                .map(pods -> asks + " names the port " + port + ", which the pods of " + pods + " do not");
    }

    private static Stream<String> probesOfNoPort(Resource workload) {
        return workload.containers().flatMap(container -> Stream.of("httpGet", "tcpSocket")
                .flatMap(how -> container.findValues(how).stream())
                .filter(probe -> !declares(container, probe.path("port").asText()))
                .map(probe -> workload + " probes a port that is not declared: " + probe.path("port")));
    }

    private static boolean declares(JsonNode container, String port) {
        return stream(container.path("ports")).anyMatch(declared -> declared.path("name").asText().equals(port));
    }

    private static boolean hasPort(Resource service, String name) {
        return stream(service.at("/spec/ports")).anyMatch(port -> port.path("name").asText().equals(name));
    }
}
