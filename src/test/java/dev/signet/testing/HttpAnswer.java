package dev.signet.testing;

import java.util.List;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What came back: status, headers (names without case), and the body as it was sent. */
public record HttpAnswer(int status, MultiMap headers, Buffer body) {

    /** @return the header's first value, or null */
    public String header(String name) {
        return headers.get(name);
    }

    /** @return every value of a header that may come more than once, e.g. {@code Set-Cookie} */
    public List<String> headers(String name) {
        return headers.getAll(name);
    }

    public String text() {
        return body.toString();
    }

    public JsonObject json() {
        return body.toJsonObject();
    }

    /** Status and body, so that a failed assertion shows what was answered. */
    @Override
    public String toString() {
        return status + " " + body;
    }
}
