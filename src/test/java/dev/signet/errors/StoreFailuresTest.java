package dev.signet.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import redis.embedded.RedisServer;

/** Against real stores: what a driver throws is known only by stopping one. */
class StoreFailuresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void is_unavailable_while_postgres_is_busy_stopped_or_gone() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Pool pool = pool(postgres);

        assertThat(statusOf(pool.query("select 1").execute())).isEqualTo(200);
        assertThat(statusOf(pool.query("select * from nothing").execute())).isEqualTo(500);
        assertThat(statusOf(pool.query("set statement_timeout = 100; select pg_sleep(30)").execute())).isEqualTo(503);
        assertThat(statusOf(whileTheOnlyConnectionIsTaken(pool))).isEqualTo(503);
        assertThat(statusOf(pool.withConnection(taken -> pool.getConnection()))).as("a second one, to be held").isEqualTo(503);
        assertThat(statusOf(onAConnectionThatWasCut(pool))).isEqualTo(503);
        await(() -> statusOf(pool.query("select 1").execute()) == 200); // the pool may hand it out once more
        assertThat(statusOf(whilePostgresStops(pool, postgres))).isEqualTo(503);
        assertThat(statusOf(pool.query("select 1").execute())).isEqualTo(503);
        assertThat(statusOf(pool.withTransaction(connection -> connection.query("select 1").execute()))).isEqualTo(503);
    }

    @Test
    void is_unavailable_while_redis_is_full_stopped_or_gone() throws Exception {
        RedisServer server = RedisServer.builder().port(freePort()).build();
        server.start();
        Redis redis = Redis.createClient(vertx, "redis://127.0.0.1:" + server.ports().get(0));

        assertThat(statusOf(send(redis, "SET", "a", "1"))).isEqualTo(200);
        assertThat(statusOf(send(redis, "LPUSH", "a", "1"))).isEqualTo(500);
        assertThat(statusOf(whileRedisStops(redis, server))).isEqualTo(503);
        assertThat(statusOf(send(redis, "GET", "a"))).isEqualTo(503);
    }

    @Test
    void is_unavailable_when_redis_is_full() throws Exception {
        RedisServer server = RedisServer.builder().port(freePort()).setting("maxmemory 1").build();
        server.start();
        Redis redis = Redis.createClient(vertx, "redis://127.0.0.1:" + server.ports().get(0));

        assertThat(statusOf(send(redis, "SET", "a", "1"))).isEqualTo(503);
        server.stop();
    }

    @Test
    void knows_a_connection_that_was_cut() {
        assertThat(Failures.refusal(new SocketException("Connection reset")).status()).isEqualTo(503);
        assertThat(Failures.refusal(new IOException("Connection reset by peer")).status()).isEqualTo(503);
        assertThat(Failures.refusal(new UncheckedIOException(new EOFException("end of a file"))).status()).isEqualTo(500);
    }

    @Test
    void sees_through_the_exceptions_of_hibernate() {
        SQLException lost = new SQLException("FATAL: terminating connection (57P01)", "57P01", 0);

        assertThat(Failures.refusal(new JDBCConnectionException("error executing SQL statement", lost)).status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = { "22021", "23505", "42P01", "XX000" })
    void keeps_a_wrong_query_apart(String sqlState) {
        assertThat(Failures.refusal(new SQLException("wrong", sqlState, 0)).status()).isEqualTo(500);
    }

    private Pool pool(EmbeddedPostgres postgres) {
        PgConnectOptions options = new PgConnectOptions().setHost("localhost").setPort(postgres.getPort())
                .setUser("postgres").setPassword("postgres").setDatabase("postgres");
        PoolOptions one = new PoolOptions().setMaxSize(1).setConnectionTimeout(3).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().using(vertx).connectingTo(options).with(one).build();
    }

    private static Uni<?> whileTheOnlyConnectionIsTaken(Pool pool) {
        return pool.withConnection(taken -> pool.query("select 1").execute());
    }

    private static Uni<?> onAConnectionThatWasCut(Pool pool) {
        return pool.withConnection(cut -> cut.query("select pg_terminate_backend(pg_backend_pid())").execute()
                .onFailure().recoverWithNull()
                .chain(() -> cut.query("select 1").execute()));
    }

    private static Uni<?> whilePostgresStops(Pool pool, EmbeddedPostgres postgres) throws Exception {
        CompletableFuture<?> running = pool.query("set statement_timeout = 0; select pg_sleep(30)").execute()
                .subscribeAsCompletionStage();
        try (Connection other = postgres.getPostgresDatabase().getConnection()) {
            await(() -> isSleeping(other));
        }
        postgres.close();
        return Uni.createFrom().completionStage(running);
    }

    private static boolean isSleeping(Connection other) throws SQLException {
        try (var statement = other.createStatement();
                var rows = statement.executeQuery("select 1 from pg_stat_activity where wait_event = 'PgSleep'")) {
            return rows.next();
        }
    }

    private static Uni<?> whileRedisStops(Redis redis, RedisServer server) throws Exception {
        CompletableFuture<?> blocked = send(redis, "BLPOP", "none", "0").subscribeAsCompletionStage();
        await(() -> send(redis, "INFO", "clients").await().atMost(PATIENCE).toString().contains("blocked_clients:1"));
        server.stop();
        return Uni.createFrom().completionStage(blocked);
    }

    private static Uni<Response> send(Redis redis, String command, String... arguments) {
        Request request = Request.cmd(Command.create(command));
        for (String argument : arguments) {
            request.arg(argument);
        }
        return redis.send(request);
    }

    private static int statusOf(Uni<?> work) {
        Throwable failure = catchThrowable(() -> work.await().atMost(PATIENCE));
        return failure == null ? 200 : Failures.refusal(failure).status();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
