package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import redis.embedded.RedisServer;

/** A Redis for one test class: running and empty before each test. */
class RealRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port = freePort();
    private RedisServer server;
    private Vertx vertx;
    private Redis client;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        client = Redis.createClient(vertx, new RedisOptions()
                .setConnectionString("redis://127.0.0.1:" + port).setMaxPoolSize(6).setMaxPoolWaiting(2048));
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!server.isActive()) {
            start();
        }
        command("CONFIG", "SET", "maxmemory", "0");
        command("FLUSHALL");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        vertx.closeAndAwait();
        stop();
    }

    void start() {
        server = RedisServer.builder().port(port).bind("127.0.0.1").setting("save \"\"").build();
        server.start();
        command("PING");
    }

    void stop() {
        server.stop();
    }

    /** @return counters without the guard: a stopped or full Redis fails at once, a slow machine must not look like one */
    Counters counters() {
        return new RedisCounters(RedisAPI.api(client), command -> command.get()
                .ifNoItem().after(PATIENCE).fail());
    }

    Vertx vertx() {
        return vertx;
    }

    List<String> keys() {
        return StreamSupport.stream(ask("KEYS", "*").spliterator(), false).map(Response::toString).sorted().toList();
    }

    void command(String command, String... arguments) {
        assertThat(ask(command, arguments).toString()).isIn("OK", "PONG");
    }

    Response ask(String command, String... arguments) {
        Request request = Request.cmd(Command.create(command));
        for (String argument : arguments) {
            request = request.arg(argument);
        }
        return client.send(request).onFailure().retry().withBackOff(Duration.ofMillis(50)).expireIn(PATIENCE.toMillis())
                .await().atMost(PATIENCE);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
