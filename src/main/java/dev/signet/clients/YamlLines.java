package dev.signet.clients;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

/**
 * A YAML document and where in it everything stands.
 *
 * @param root its content
 * @param lines the line of each value by its JSON pointer
 */
record YamlLines(JsonNode root, Map<String, Integer> lines) {
    private static final YAMLFactory YAML = YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static YamlLines read(String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (YAMLParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                Integer unused = lines.putIfAbsent(parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return new YamlLines(new ObjectMapper(YAML).readTree(text), lines);
    }

    /** @return the line of the value, or of the nearest that holds it */
    int line(String pointer) {
        Integer line = lines.get(pointer);
        if (line != null || pointer.isEmpty()) {
            return line == null ? 1 : line;
        }
        return line(pointer.substring(0, pointer.lastIndexOf('/')));
    }
}
