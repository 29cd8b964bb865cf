package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The service account issuer of a Kubernetes cluster: discovery, keys, and tokens as the kubelet projects them. */
public final class ClusterIssuer implements AutoCloseable {
    public static final String BEARER = "a-token-that-may-read-the-keys";
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String JWKS = "/openid/v1/jwks";
    private static final long LIFE = 3_600;

    private final HttpServer server;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final boolean guarded;
    private volatile PublicJsonWebKey key = newKey();
    private volatile boolean away;

    private ClusterIssuer(HttpServer server, boolean guarded) {
        this.server = server;
        this.guarded = guarded;
        server.setExecutor(callers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param guarded whether its keys are for who shows {@link #BEARER} only */
    static ClusterIssuer start(boolean guarded) {
        try {
            return new ClusterIssuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), guarded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its {@code iss} */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public String jwksUri() {
        return issuer() + JWKS;
    }

    /** @return the key that signs now */
    public PublicJsonWebKey key() {
        return key;
    }

    /** Signs with another key from now on; the one before is in the JWKS no more. */
    public void rotate() {
        key = newKey();
    }

    /** Answers nothing but 503, or as ever. */
    public void away(boolean whether) {
        away = whether;
    }

    /** @return the claims of a projected token */
    public JsonObject claims(String audience, String namespace, String serviceAccount) {
        long now = Instant.now().getEpochSecond();
        JsonObject account = new JsonObject().put("name", serviceAccount).put("uid", UUID.randomUUID().toString());
        return new JsonObject().put("aud", new JsonArray().add(audience)).put("exp", now + LIFE).put("iat", now)
                .put("iss", issuer()).put("jti", UUID.randomUUID().toString())
                .put("kubernetes.io", new JsonObject().put("namespace", namespace).put("serviceaccount", account))
                .put("nbf", now).put("sub", "system:serviceaccount:" + namespace + ":" + serviceAccount);
    }

    /** @return the token, of what claims it may be */
    public String sign(JsonObject claims) {
        return Jws.sign(key, Map.of("alg", "RS256", "kid", key.getKeyId()), claims);
    }

    private static PublicJsonWebKey newKey() {
        PublicJsonWebKey key = Jws.rsaKey(2048);
        key.setKeyId(UUID.randomUUID().toString());
        key.setAlgorithm("RS256");
        key.setUse("sig");
        return key;
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        List<String> bearer = call.getRequestHeaders().getOrDefault("Authorization", List.of());
        if (away) {
            end(call, 503, "");
        } else if (guarded && !bearer.equals(List.of("Bearer " + BEARER))) {
            end(call, 401, "");
        } else {
            Optional<String> content = content(path);
            end(call, content.isPresent() ? 200 : 404, content.orElse(""));
        }
    }

    /** The guarded one has no discovery. */
    private Optional<String> content(String path) {
        if (path.equals(DISCOVERY) && !guarded) {
            return Optional.of(new JsonObject().put("issuer", issuer()).put("jwks_uri", jwksUri())
                    .put("response_types_supported", new JsonArray().add("id_token"))
                    .put("subject_types_supported", new JsonArray().add("public"))
                    .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256")).encode());
        }
        return path.equals(JWKS) ? Optional.of(new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY))
                : Optional.empty();
    }

    private static void end(HttpExchange call, int status, String body) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        call.getResponseBody().write(content);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
        callers.shutdownNow();
    }
}
