package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Takes security event tokens (RFC 8935), and answers as a test wants. */
public final class EventReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final BlockingQueue<Pushed> pushed = new LinkedBlockingQueue<>();
    private volatile int status = 202;
    private volatile String body = "";
    private volatile boolean hangs;

    /** @param headers of the request that tell of the content */
    public record Pushed(Map<String, String> headers, String body) {

        public SignedJWT token() {
            try {
                return SignedJWT.parse(body);
            } catch (ParseException e) {
                throw new IllegalStateException(body, e);
            }
        }

        public String jti() {
            return RelyingParty.claims(body).getString("jti");
        }
    }

    private EventReceiver(HttpServer server) {
        this.server = server;
    }

    public static EventReceiver start() {
        try {
            EventReceiver receiver = new EventReceiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            receiver.server.createContext("/events", receiver::take);
            receiver.server.setExecutor(receiver.callers);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** What is pushed from now on is answered so. */
    public void answering(int newStatus, String newBody) {
        body = newBody;
        status = newStatus;
        hangs = false;
    }

    /** What is pushed from now on is not answered. */
    public void hanging() {
        hangs = true;
    }

    private void take(HttpExchange call) throws IOException {
        int answer = status; // before the test hears of the call and changes it
        byte[] content = body.getBytes(UTF_8);
        boolean silent = hangs;
        pushed.add(new Pushed(Map.of("Content-Type", call.getRequestHeaders().getFirst("Content-Type"),
                "Accept", call.getRequestHeaders().getFirst("Accept"), "Method", call.getRequestMethod()),
                new String(call.getRequestBody().readAllBytes(), UTF_8)));
        if (silent) {
            return;
        }
        call.sendResponseHeaders(answer, content.length == 0 ? -1 : content.length);
        call.getResponseBody().write(content);
        call.close();
    }

    /** @return the next token, or a failure when none comes within 20 s */
    public Pushed next() {
        Pushed next = poll(PATIENCE);
        assertThat(next).as("a security event token").isNotNull();
        return next;
    }

    /** @return the next token within that time, or null */
    public Pushed poll(Duration bound) {
        try {
            return pushed.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        callers.shutdownNow();
    }
}
