package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One PostgreSQL and one Redis, or a cluster of them. Each can be stopped and started again at the same port; nothing is left
 * behind, also when this JVM is killed.
 */
public final class Stores implements AutoCloseable {
    private static final String REDIS = "signet.test.redis";
    private final Postgres postgres;
    private final RedisServers redis;
    private final AtomicInteger groups = new AtomicInteger();

    private Stores(Postgres postgres, RedisServers redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    /**
     * Stores for tests: Postgres does not wait for the disk and logs every statement, Redis forgets everything when it stops.
     * With {@code -Dsignet.test.redis=cluster} it is a cluster of six processes.
     *
     * @param home a directory that may be thrown away afterwards; the unpacked binaries lie beside it, for all
     */
    public static Stores start(Path home) {
        return start(home,
                "cluster".equals(System.getProperty(REDIS)) ? new RedisCluster(home.resolve("redis-cluster"), Map.of())
                        : new Redis(home.resolve("redis"), Ports.free(), Map.of("save", "", "appendonly", "no")));
    }

    private static Stores start(Path home, RedisServers redis) {
        StatementLog.begin(Postgres.log(home.resolve("postgres")));
        return new Stores(new Postgres(home.resolve("postgres"), home.resolveSibling("postgres-binaries"), Ports.free(),
                StatementLog.SETTINGS), redis).start();
    }

    /**
     * Stores that keep what they were told.
     *
     * @param home where they keep it
     */
    static Stores startDurable(Path home) {
        return new Stores(
                new Postgres(home.resolve("postgres"), home.resolve("postgres-binaries"), Ports.free(), Map.of("fsync", "on")),
                new Redis(home.resolve("redis"), Ports.free(), Map.of("save", "60 1", "appendonly", "yes"))).start();
    }

    private Stores start() {
        try {
            startPostgres();
            startRedis();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public void startPostgres() {
        postgres.start();
        Watchdog.guard(postgres.process());
    }

    /** Cuts every connection and stops; what was committed is there at the next start. */
    public void stopPostgres() {
        if (postgres.isRunning()) {
            thawPostgres();
            Stoppable process = postgres.process();
            postgres.stop();
            Watchdog.release(process);
        }
    }

    /** Lets Postgres hang: connections stay, answers do not come until {@link #thawPostgres}. */
    public void freezePostgres() {
        Processes.signalTree(postgres.process().pid(), "STOP");
    }

    public void thawPostgres() {
        Processes.signalTree(postgres.process().pid(), "CONT");
    }

    public void startRedis() {
        redis.start();
        redis.processes().forEach(Watchdog::guard);
    }

    /** Stops Redis, and with it goes all that it knew. */
    public void stopRedis() {
        if (redis.isRunning()) {
            thawRedis();
            List<Stoppable> processes = redis.processes();
            redis.stop();
            processes.forEach(Watchdog::release);
        }
    }

    /** Lets Redis hang: connections stay, answers do not come until {@link #thawRedis}. */
    public void freezeRedis() {
        redis.processes().forEach(process -> Processes.signal(process.pid(), "STOP"));
    }

    public void thawRedis() {
        redis.processes().forEach(process -> Processes.signal(process.pid(), "CONT"));
    }

    /** Empties every Redis database. */
    public void flushRedis() {
        try {
            redis.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param command as typed into a terminal, e.g. {@code CONFIG SET maxmemory 1}
     * @return the first line of the answer, with its type mark
     */
    public String redis(String command) {
        return redis(0, command);
    }

    /**
     * @param urls whose Redis database is asked
     * @param command of one key at most
     */
    public String redis(StoreUrls urls, String command) {
        return redis(urls.redisDatabase(), command);
    }

    private String redis(int database, String command) {
        try {
            return redis.command(database, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return a new empty Postgres database and an unused Redis database, for one group of replicas; a cluster has but one,
     *         which is emptied
     */
    public StoreUrls fresh() {
        int group = groups.incrementAndGet();
        StoreUrls urls = new StoreUrls("signet_" + group, postgres.port(), redis.ports(), redis.databaseOf(group));
        if (urls.isCluster()) {
            flushRedis();
        }
        administer("drop database if exists " + urls.database() + " with (force)");
        administer("create database " + urls.database());
        return urls;
    }

    /** @return the Postgres database of that name, made if it is not there, and Redis database 0 */
    StoreUrls named(String database) {
        if (!postgres.has(database)) {
            administer("create database " + database);
        }
        return new StoreUrls(database, postgres.port(), redis.ports(), 0);
    }

    /** @return a connection over JDBC to the group's database; the caller closes it */
    public Connection connect(StoreUrls urls) {
        try {
            return postgres.connect(urls.database());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopRedis();
        stopPostgres();
    }

    /** @return the servers' processes: Postgres, then Redis */
    public List<Stoppable> processes() {
        return Stream.concat(Stream.of(postgres.process()), redis.processes().stream()).toList();
    }

    private void administer(String statement) {
        try (Connection admin = postgres.connect(Postgres.USER); Statement sql = admin.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
