package dev.signet.errors;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The only writer of {@code application/problem+json} (RFC 9457 §3). */
final class ProblemWriter {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:signet:problem:";
    private static final JsonMapper JSON = new JsonMapper();

    private ProblemWriter() {
    }

    static ErrorAnswer write(Problem problem, Map<String, String> headers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_PREFIX + problem.name());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.putAll(problem.members());
        return new ErrorAnswer(problem.status(), MEDIA_TYPE, headers, bytes(body));
    }

    private static byte[] bytes(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem's members are JSON values", e);
        }
    }
}
