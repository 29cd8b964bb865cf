package dev.signet.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import redis.embedded.RedisServer;

/** A Postgres and a Redis for tests of the beans as Quarkus puts them together. */
public class RealStores implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "localhost:%d/postgres";

    private EmbeddedPostgres postgres;
    private RedisServer redis;

    @Override
    public Map<String, String> start() {
        int redisPort = freePort();
        try {
            postgres = EmbeddedPostgres.start();
            redis = RedisServer.builder().port(redisPort).bind("127.0.0.1").setting("save \"\"").build();
            redis.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String database = DATABASE.formatted(postgres.getPort());
        return Map.of(
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres",
                "quarkus.datasource.reactive.url", "postgresql://" + database,
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + database,
                "quarkus.redis.hosts", "redis://127.0.0.1:" + redisPort,
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {
        redis.stop();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
