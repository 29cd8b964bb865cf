package dev.signet.deploy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** One document of a rendering. What is not there reads as a missing node, never as null. */
record Resource(JsonNode document) {

    String kind() {
        return document.path("kind").asText();
    }

    String name() {
        return document.at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** @return the labels of its pods; none where it has no pods */
    Map<String, String> podLabels() {
        return texts(at("/spec/template/metadata/labels"));
    }

    JsonNode podSpec() {
        return at("/spec/template/spec");
    }

    boolean hasPods() {
        return podSpec().isObject();
    }

    /** @return its pods' containers, those of the start too */
    Stream<JsonNode> containers() {
        return Stream.of("containers", "initContainers").flatMap(list -> stream(podSpec().path(list)));
    }

    /** @return whether its pods run Signet */
    boolean isSignet() {
        return containers().anyMatch(container -> container.path("name").asText().equals("signet"));
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
