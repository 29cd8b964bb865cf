package dev.signet.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** One request being put together. Nothing is added that a test did not ask for, but the content's type and length. */
public final class HttpCall {
    private static final int ANSWER_MILLIS = 10_000;

    private final HttpClient client;
    private final RequestOptions options;
    private Buffer body = Buffer.buffer();

    HttpCall(HttpClient client, String host, int port, String method, String target) {
        this.client = client;
        this.options = new RequestOptions().setHost(host).setPort(port).setMethod(HttpMethod.valueOf(method)).setURI(target)
                .setTimeout(ANSWER_MILLIS).setHeaders(MultiMap.caseInsensitiveMultiMap());
    }

    /** Adds a header; one that is there already stays. */
    public HttpCall header(String name, String value) {
        options.getHeaders().add(name, value);
        return this;
    }

    public HttpCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
    public HttpCall basic(String clientId, String secret) {
        String pair = encode(clientId) + ":" + encode(secret);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    public HttpCall json(JsonObject content) {
        return body("application/json", content.toBuffer());
    }

    /** A form with each field once; a map that keeps its order keeps it on the wire. */
    public HttpCall form(Map<String, String> fields) {
        String content = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return body("application/x-www-form-urlencoded", Buffer.buffer(content));
    }

    /** A body of any bytes; an empty type sends no {@code Content-Type}. */
    public HttpCall body(String contentType, byte[] bytes) {
        return body(contentType, Buffer.buffer(bytes));
    }

    /** A body of text in UTF-8, well-formed or not. */
    public HttpCall body(String contentType, String text) {
        return body(contentType, Buffer.buffer(text));
    }

    private HttpCall body(String contentType, Buffer content) {
        if (!contentType.isEmpty()) {
            options.getHeaders().set("Content-Type", contentType);
        }
        body = content;
        return this;
    }

    /** @return the answer, or a failure when there was none within 10 s */
    public HttpAnswer send() {
        try {
            return sendAsync().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer from " + options.getMethod() + " " + options.getURI(), e.getCause());
        }
    }

    /** Sends without waiting: start many, then join them. */
    public CompletableFuture<HttpAnswer> sendAsync() {
        return client.request(options)
                .compose(this::exchange)
                .toCompletionStage().toCompletableFuture();
    }

    private Future<HttpAnswer> exchange(HttpClientRequest request) {
        return request.send(body).compose(HttpCall::read);
    }

    private static Future<HttpAnswer> read(HttpClientResponse response) {
        return response.body().map(content -> new HttpAnswer(response.statusCode(), response.headers(), content));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
