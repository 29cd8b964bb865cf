package dev.signet.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.signet.local.Await;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonObject;

/** The faults of the soak, each of which can come again. */
final class Faults {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final long POSTGRES_MILLIS = 1_000;
    private static final long REDIS_MILLIS = 400;
    private static final int OFF = 90;
    private static final int NEAR = 30;

    private final WiredReplicas replicas;
    private int killed;
    private int shifted;

    Faults(WiredReplicas replicas) {
        this.replicas = replicas;
    }

    private record Named(String name, boolean silences, Consumer<Duration> work) implements Fault {

        @Override
        public void strike(Duration lasting) {
            work.accept(lasting);
        }
    }

    /** @return one of each kind, in the order of the table */
    List<Fault> all() {
        List<Fault> faults = new ArrayList<>(List.of(
                new Named("Postgres stopped", false, this::stopPostgres),
                new Named("Redis stopped", false, this::stopRedis),
                new Named("Redis flushed", false, this::flushRedis),
                new Named("connections killed", false, this::killConnections),
                new Named("slow stores", false, this::slowStores),
                new Named("replica killed", true, this::killReplica),
                new Named("keys rotated", false, this::rotateKeys)));
        replicas.clock().ifPresent(clock -> faults.add(new Named("clock 90 s off", false, lasting -> shift(clock, lasting))));
        return faults;
    }

    private void stopPostgres(Duration lasting) {
        replicas.postgres().refuse();
        replicas.stores().stopPostgres();
        pause(lasting);
        replicas.stores().startPostgres();
        replicas.postgres().accept();
    }

    private void stopRedis(Duration lasting) {
        replicas.redis().refuse();
        replicas.stores().stopRedis();
        pause(lasting);
        replicas.stores().startRedis();
        replicas.redis().accept();
    }

    private void flushRedis(Duration lasting) {
        repeat(lasting, () -> replicas.stores().flushRedis());
    }

    /** By the servers, which say goodbye, and by the network, which does not. */
    private void killConnections(Duration lasting) {
        repeat(lasting, () -> {
            if (killed++ % 2 == 0) {
                terminateBackends();
                killClients("normal");
                killClients("pubsub");
            } else {
                replicas.postgres().cut();
                replicas.redis().cut();
            }
        });
    }

    private void killClients(String type) {
        String answer = replicas.stores().redis("CLIENT KILL TYPE " + type);
        if (!answer.startsWith(":")) {
            throw new IllegalStateException("Redis killed nobody: " + answer);
        }
    }

    private void terminateBackends() {
        try (Connection c = replicas.stores().connect(replicas.urls()); Statement s = c.createStatement()) {
            s.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void slowStores(Duration lasting) {
        replicas.postgres().delay(POSTGRES_MILLIS);
        replicas.redis().delay(REDIS_MILLIS);
        pause(lasting);
        replicas.postgres().delay(0);
        replicas.redis().delay(0);
    }

    private void killReplica(Duration lasting) {
        replicas.killSecond();
        pause(lasting);
        replicas.restartSecond();
    }

    private void rotateKeys(Duration lasting) {
        HttpAnswer answer = Admin.at(Http.to(replicas.uris().get(0))).request("POST", "/api/v1/admin/keys/rotate")
                .json(new JsonObject()).send();
        if (answer.status() != 202) {
            throw new IllegalStateException("rotation was answered " + answer);
        }
        pause(lasting);
    }

    /** Ahead and behind in turn. */
    private void shift(ShiftedClock clock, Duration lasting) {
        int seconds = shifted++ % 2 == 0 ? OFF : -OFF;
        clock.shift(seconds);
        Await.until(SOON, "the replica's clock to be off", () -> Math.abs(ahead() - seconds) < NEAR);
        pause(lasting);
        clock.shift(0);
        Await.until(SOON, "the replica's clock to be right", () -> Math.abs(ahead()) < NEAR);
    }

    /** @return by how many seconds the second replica's wall clock is ahead */
    private long ahead() {
        return Duration.between(Instant.now(), new Jvm(replicas.services().get(1).pid()).now()).toSeconds();
    }

    private static void repeat(Duration lasting, Runnable work) {
        long end = System.nanoTime() + lasting.toNanos();
        while (System.nanoTime() < end) {
            work.run();
            pause(BETWEEN);
        }
    }

    private static void pause(Duration lasting) {
        LockSupport.parkNanos(lasting.toNanos());
    }
}
