package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.signet.testing.SettableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An issuer whose every answer a test decides. */
final class StubIssuer implements AutoCloseable {
    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String JWKS = "/.well-known/jwks.json";
    static final String FEED = "/oauth2/revocations";

    final SettableClock clock = new SettableClock();
    final StubFeed feed = new StubFeed();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, StubAnswer> answers = new ConcurrentHashMap<>();
    private final List<StubCall> calls = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /** What was asked. */
    record StubCall(String path, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** What is answered, and after how long. */
    record StubAnswer(int status, Map<String, String> headers, byte[] body, long delayMillis) {
        static StubAnswer of(String contentType, String body) {
            return new StubAnswer(200, Map.of("Content-Type", contentType), body.getBytes(UTF_8), 0);
        }

        static StubAnswer status(int status) {
            return new StubAnswer(status, Map.of(), new byte[0], 0);
        }

        StubAnswer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new StubAnswer(status, more, body, delayMillis);
        }

        StubAnswer after(long millis) {
            return new StubAnswer(status, headers, body, millis);
        }
    }

    private StubIssuer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static StubIssuer start(PublicJsonWebKey... keys) {
        try {
            StubIssuer issuer = new StubIssuer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            issuer.serves(DISCOVERY, StubAnswer.of("application/json", issuer.metadata().encode()));
            issuer.publishes(keys);
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    JsonObject metadata() {
        return new JsonObject().put("issuer", url()).put("jwks_uri", url() + JWKS);
    }

    static JsonObject jwk(PublicJsonWebKey key) {
        return new JsonObject(key.toParams(OutputControlLevel.PUBLIC_ONLY));
    }

    void publishes(PublicJsonWebKey... keys) {
        List<Object> jwks = new ArrayList<>();
        for (PublicJsonWebKey key : keys) {
            jwks.add(jwk(key));
        }
        publishes(new JsonArray(jwks));
    }

    void publishes(JsonArray jwks) {
        serves(JWKS, StubAnswer.of("application/jwk-set+json", new JsonObject().put("keys", jwks).encode()));
    }

    void serves(String path, StubAnswer answer) {
        answers.put(path, answer);
    }

    /** From now on every call is answered 503, or none is. */
    void isAway(boolean now) {
        away = now;
        if (now) {
            feed.cut();
        }
    }

    List<StubCall> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(new StubCall(path, Map.copyOf(exchange.getRequestHeaders())));
        if (away) {
            send(exchange, StubAnswer.status(503));
        } else if (path.equals(FEED) && !answers.containsKey(FEED)) {
            feed.serve(exchange);
        } else {
            send(exchange, answers.getOrDefault(path, StubAnswer.status(404)));
        }
    }

    private static void send(HttpExchange exchange, StubAnswer answer) throws IOException {
        pause(answer.delayMillis());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        feed.cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
