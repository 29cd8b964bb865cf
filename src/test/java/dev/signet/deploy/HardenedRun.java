package dev.signet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** Prints the flags with which podman runs a container as a rendered Deployment says that Kubernetes is to run it. */
public final class HardenedRun {
    private final JsonNode pod;
    private final JsonNode container;

    private HardenedRun(JsonNode pod) {
        this.pod = pod;
        this.container = pod.path("containers").path(0);
    }

    /** @param arguments the rendered manifests, and the Deployment's name */
    public static void main(String... arguments) throws IOException {
        JsonNode deployment = documents(Path.of(arguments[0])).stream()
                .filter(d -> "Deployment".equals(d.path("kind").asText()))
                .filter(d -> arguments[1].equals(d.path("metadata").path("name").asText()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("no Deployment " + arguments[1]));
        new HardenedRun(deployment.path("spec").path("template").path("spec")).flags().forEach(System.out::println);
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class).<JsonNode> readValues(in).readAll();
        }
    }

    /** What is not written in the manifest gets no flag: the check then runs with less than it should, and says so. */
    private List<String> flags() {
        List<String> flags = new ArrayList<>();
        either("runAsUser").ifPresent(user -> flags.add("--user=" + user.asText()
                + either("runAsGroup").map(group -> ":" + group.asText()).orElse("")));
        if (security().path("readOnlyRootFilesystem").asBoolean()) {
            flags.add("--read-only");
            flags.add("--read-only-tmpfs=false");
        }
        each(security().path("capabilities").path("drop")).forEach(name -> flags.add("--cap-drop=" + name.asText()));
        if (security().path("allowPrivilegeEscalation").isBoolean()
                && !security().path("allowPrivilegeEscalation").asBoolean()) {
            flags.add("--security-opt=no-new-privileges");
        }
        memory("limits").ifPresent(limit -> flags.add("--memory=" + limit));
        each(container.path("volumeMounts")).filter(this::isEmptyDir)
                .forEach(mount -> flags.add("--tmpfs=" + mount.path("mountPath").asText() + ":rw,exec,nosuid,nodev,mode=1777"));
        return flags;
    }

    private JsonNode security() {
        return container.path("securityContext");
    }

    /** The container's own word counts before the pod's. */
    private Optional<JsonNode> either(String name) {
        return Stream.of(security(), pod.path("securityContext")).map(context -> context.path(name))
                .filter(JsonNode::isValueNode).findFirst();
    }

    /** @return in podman's letters: 384Mi is 384m there */
    private Optional<String> memory(String bound) {
        return Optional.of(container.path("resources").path(bound).path("memory").asText())
                .filter(text -> !text.isEmpty())
                .map(text -> text.replaceFirst("([KMG])i$", "$1").toLowerCase(java.util.Locale.ROOT));
    }

    private boolean isEmptyDir(JsonNode mount) {
        return each(pod.path("volumes"))
                .anyMatch(volume -> volume.path("name").equals(mount.path("name")) && volume.has("emptyDir"));
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
