package dev.signet.deploy;

import static dev.signet.deploy.Resource.stream;
import static dev.signet.deploy.Resource.texts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Secrets and ConfigMaps that are named are there, or README.md says how they are made; stores are found and may be called. */
final class References {
    private static final Path README = Path.of("deploy/README.md");
    private static final List<String> URLS = List.of("QUARKUS_DATASOURCE_REACTIVE_URL", "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_REDIS_HOSTS");

    private References() {
    }

    static Stream<String> dangling(Manifests manifests) {
        return Stream.of(
                manifests.workloads().flatMap(workload -> workload.document().findValues("secretKeyRef").stream()
                        .filter(ref -> !ref.path("optional").asBoolean())
                        .filter(ref -> !isThere(manifests, ref)
                                && !isDocumented(ref.path("name").asText(), ref.path("key").asText()))
                        .map(ref -> workload + " needs the Secret " + ref)),
                manifests.all("Cluster").map(cluster -> cluster.at("/spec/bootstrap/initdb/secret/name").asText())
                        .filter(name -> !isDocumented(name, "username")).map(name -> "the Cluster needs the Secret " + name),
                manifests.all("Ingress").flatMap(ingress -> stream(ingress.at("/spec/tls")))
                        .map(tls -> tls.path("secretName").asText())
                        .filter(name -> !readme().contains("create secret tls " + name))
                        .map(name -> "the Ingress needs " + name),
                manifests.workloads().flatMap(workload -> Stream.of("configMapRef", "configMap")
                        .flatMap(kind -> workload.podSpec().findValues(kind).stream()).map(ref -> ref.path("name").asText())
                        .filter(name -> manifests.find("ConfigMap", name).isEmpty())
                        .map(name -> workload + " needs the ConfigMap " + name)),
                manifests.workloads().map(workload -> workload.podSpec().path("serviceAccountName")).filter(JsonNode::isTextual)
                        .filter(account -> manifests.find("ServiceAccount", account.asText()).isEmpty())
                        .map(account -> "there is no ServiceAccount " + account))
                .flatMap(violations -> violations);
    }

    private static boolean isThere(Manifests manifests, JsonNode reference) {
        return manifests.find("Secret", reference.path("name").asText())
                .filter(secret -> secret.at("/data").has(reference.path("key").asText())).isPresent();
    }

    private static boolean isDocumented(String secret, String key) {
        return Pattern.compile("create secret generic " + Pattern.quote(secret) + "\\b(?:(?!kubectl).)*--from-literal="
                + Pattern.quote(key) + "=", Pattern.DOTALL).matcher(readme()).find();
    }

    private static String readme() {
        try {
            return Files.readString(README);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hosts without a dot are Services of this namespace; of hosts elsewhere nothing can be said here. */
    static Stream<String> storesOutOfReach(Manifests manifests) {
        return URLS.stream().flatMap(variable -> manifests.setting(variable).stream())
                .map(url -> URI.create(url.replaceFirst("^jdbc:", ""))).filter(url -> !url.getHost().contains("."))
                .flatMap(url -> outOfReach(manifests, url).stream());
    }

    private static Optional<String> outOfReach(Manifests manifests, URI store) {
        Map<String, String> pods = podsBehind(manifests, store.getHost());
        if (pods.isEmpty()) {
            return Optional.of("there is no Service " + store.getHost());
        }
        Map<String, String> own = manifests.find("Deployment", "signet").orElseThrow().podLabels();
        boolean mayCall = policiesFor(manifests, own, "Egress").allMatch(policy -> allows(policy, "egress", "to", pods));
        boolean mayBeCalled = policiesFor(manifests, pods, "Ingress")
                .allMatch(policy -> allows(policy, "ingress", "from", own));
        return mayCall && mayBeCalled ? Optional.empty() : Optional.of("a NetworkPolicy keeps Signet from " + store);
    }

    private static Map<String, String> podsBehind(Manifests manifests, String host) {
        return manifests.find("Service", host).map(service -> texts(service.at("/spec/selector")))
                .or(() -> manifests.all("Cluster").map(Resource::name).filter(name -> host.equals(name + "-rw")).findFirst()
                        .map(name -> Map.of("cnpg.io/cluster", name)))
                .orElse(Map.of());
    }

    private static Stream<Resource> policiesFor(Manifests manifests, Map<String, String> pods, String direction) {
        return manifests.all("NetworkPolicy")
                .filter(policy -> pods.entrySet().containsAll(texts(policy.at("/spec/podSelector/matchLabels")).entrySet()))
                .filter(policy -> stream(policy.at("/spec/policyTypes")).anyMatch(type -> type.asText().equals(direction)));
    }

    private static boolean allows(Resource policy, String rules, String peers, Map<String, String> pods) {
        return stream(policy.at("/spec/" + rules)).flatMap(rule -> stream(rule.path(peers)))
                .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                .map(peer -> texts(peer.at("/podSelector/matchLabels")))
                .anyMatch(labels -> !labels.isEmpty() && pods.entrySet().containsAll(labels.entrySet()));
    }

    /** What a browser is sent to, what the certificate is for and what tokens name are one host. */
    static Stream<String> hostsThatDiffer(Manifests manifests) {
        String issuer = manifests.setting("SIGNET_ISSUER").orElse("");
        return manifests.all("Ingress").flatMap(ingress -> {
            String url = "https://" + ingress.at("/spec/rules/0/host").asText();
            return Stream.of(
                    Pods.demand(url.equals(issuer), ingress + " is not at the issuer " + issuer),
                    Pods.demand(url.equals("https://" + ingress.at("/spec/tls/0/hosts/0").asText()), ingress + " has no TLS"),
                    Pods.demand(manifests.setting("SIGNET_HTTP_TRUSTED_PROXIES").isPresent(),
                            ingress + " is not a trusted proxy"))
                    .flatMap(Optional::stream);
        });
    }
}
