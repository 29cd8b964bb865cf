package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Vault as far as the transit engine goes, by its documented HTTP API: methods, paths, headers, JSON and error bodies. It
 * forgives nothing that Vault would refuse.
 */
final class VaultStub implements AutoCloseable {
    static final String TOKEN = "hvs.a-token-that-nobody-may-see";
    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v(\\d+):(.+)");
    private static final Map<String, String> TAKES = Map.of("encrypt", "plaintext", "decrypt", "ciphertext", "rewrap",
            "ciphertext");

    private final HttpServer server;
    private final List<KeyEncryptionKey> versions = new ArrayList<>(List.of(KeyEncryptionKey.random()));
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile int minDecryptionVersion = 1;
    private volatile boolean sealed;
    private final Semaphore gate = new Semaphore(1);

    private VaultStub(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    static VaultStub start() {
        try {
            return new VaultStub(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@code vault operator seal}, and unseal. */
    void seal(boolean yes) {
        sealed = yes;
    }

    /** Lets every call wait until {@link #release}. */
    void hold() {
        gate.acquireUninterruptibly();
    }

    void release() {
        gate.release();
    }

    /** {@code vault write -f transit/keys/signet/rotate}. */
    synchronized void rotate() {
        versions.add(KeyEncryptionKey.random());
    }

    /** {@code vault write transit/keys/signet/config min_decryption_version=…}: older ciphertexts are refused. */
    void minDecryptionVersion(int version) {
        minDecryptionVersion = version;
    }

    /** @return what was asked for, in order, e.g. {@code encrypt} */
    List<String> calls() {
        return List.copyOf(calls);
    }

    private record Answer(int status, JsonObject body) {
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            calls.add(call.getRequestURI().getPath().replaceFirst("^/v1/transit/([a-z]+)/signet$", "$1"));
            gate.acquireUninterruptibly();
            gate.release();
            Answer answer = answer(call);
            byte[] body = answer.body.toBuffer().getBytes();
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(answer.status, body.length);
            call.getResponseBody().write(body);
        }
    }

    private synchronized Answer answer(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        URI target = call.getRequestURI();
        if (sealed) {
            return error(503, "Vault is sealed");
        }
        if (!List.of(TOKEN).equals(call.getRequestHeaders().get("X-Vault-Token"))) {
            return error(403, "permission denied");
        }
        Matcher path = Pattern.compile("/v1/transit/(encrypt|decrypt|rewrap)/signet").matcher(target.toString());
        if (!path.matches()) {
            return error(404, "no handler for route \"" + target.getPath() + "\". route entry not found.");
        }
        if (!Set.of("POST", "PUT").contains(call.getRequestMethod())) {
            return error(405, "unsupported operation");
        }
        return parameter(body, TAKES.get(path.group(1))).map(value -> operate(path.group(1), value))
                .orElseGet(() -> error(400, "error parsing JSON, or missing " + TAKES.get(path.group(1))));
    }

    private static Optional<String> parameter(byte[] body, String name) {
        try {
            JsonObject json = new JsonObject(new String(body, UTF_8));
            return json.fieldNames().equals(Set.of(name)) ? Optional.of(json.getString(name)) : Optional.empty();
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private Answer operate(String operation, String value) {
        return switch (operation) {
            case "encrypt" -> decode(value).map(this::encrypt)
                    .orElseGet(() -> error(400, "failed to base64-decode plaintext"));
            case "decrypt" -> open(value)
                    .map(plain -> data(new JsonObject().put("plaintext", Base64.getEncoder().encodeToString(plain))))
                    .orElseGet(() -> error(400, "invalid ciphertext: unable to decrypt"));
            default -> open(value).map(this::encrypt).orElseGet(() -> error(400, "invalid ciphertext: unable to decrypt"));
        };
    }

    private Answer encrypt(byte[] plain) {
        int version = versions.size();
        String text = "vault:v" + version + ":"
                + Base64.getEncoder().encodeToString(versions.get(version - 1).seal("stub", plain));
        return data(new JsonObject().put("ciphertext", text).put("key_version", version));
    }

    private Optional<byte[]> open(String ciphertext) {
        Matcher parts = CIPHERTEXT.matcher(ciphertext);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) < minDecryptionVersion
                || Integer.parseInt(parts.group(1)) > versions.size()) {
            return Optional.empty();
        }
        return decode(parts.group(2))
                .flatMap(bytes -> versions.get(Integer.parseInt(parts.group(1)) - 1).open("stub", bytes));
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer data(JsonObject data) {
        return new Answer(200, new JsonObject().put("request_id", "ab00ba0f").put("lease_id", "").put("renewable", false)
                .put("lease_duration", 0).put("data", data).putNull("wrap_info").putNull("warnings").putNull("auth"));
    }

    private static Answer error(int status, String message) {
        return new Answer(status, new JsonObject().put("errors", new JsonArray().add(message)));
    }

    /** Its port refuses from now on. */
    @Override
    public void close() {
        server.stop(0);
    }
}
