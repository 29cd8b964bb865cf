package dev.signet.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Everything that one {@code kubectl apply -k} would send. */
record Manifests(List<Resource> resources) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static Manifests read(String yaml) {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return new Manifests(documents.readAll().stream().filter(JsonNode::isObject).map(Resource::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Resource> all(String kind) {
        return resources.stream().filter(resource -> resource.kind().equals(kind));
    }

    Optional<Resource> find(String kind, String name) {
        return all(kind).filter(resource -> resource.name().equals(name)).findFirst();
    }

    /** @return what makes pods */
    Stream<Resource> workloads() {
        return resources.stream().filter(Resource::hasPods);
    }

    /** @return what makes pods with all of these labels */
    List<Resource> podsOf(Map<String, String> selector) {
        return workloads().filter(pods -> pods.podLabels().entrySet().containsAll(selector.entrySet())).toList();
    }

    /** @return the settings that the ConfigMaps hold */
    Optional<String> setting(String variable) {
        return all("ConfigMap").map(map -> map.at("/data").path(variable)).filter(JsonNode::isTextual).map(JsonNode::asText)
                .findFirst();
    }

    /**
     * @param change is given the value at the pointer, a missing node where there is none; null removes it
     * @return the same manifests but for that one value
     */
    Manifests with(String kind, String name, String pointer, UnaryOperator<JsonNode> change) {
        Resource changed = find(kind, name).orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
        ObjectNode document = changed.document().deepCopy();
        JsonPointer path = JsonPointer.compile(pointer);
        put(document.at(path.head()), path.last(), change.apply(document.at(path)));
        return new Manifests(resources.stream().map(r -> r == changed ? new Resource(document) : r).toList());
    }

    private static void put(JsonNode parent, JsonPointer last, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), value);
        } else if (value == null) {
            ((ObjectNode) parent).remove(last.getMatchingProperty());
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), value);
        }
    }

    Manifests without(String kind, String name) {
        return new Manifests(resources.stream().filter(r -> !(r.kind().equals(kind) && r.name().equals(name))).toList());
    }
}
