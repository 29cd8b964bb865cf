package dev.signet.tokens;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A JSON object as JWS has it: each name once (RFC 7515 §4, RFC 7519 §4), and nothing after it. */
final class StrictObject {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_LONG_FOR_INTS)
            .build().readerFor(new TypeReference<Map<String, Object>>() {
            });

    private StrictObject() {
    }

    /** @return its members, whole numbers as {@link Long}; empty for what is no such object in UTF-8 */
    static Optional<Map<String, Object>> read(byte[] json) {
        try {
            return Optional.ofNullable(READER.readValue(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
