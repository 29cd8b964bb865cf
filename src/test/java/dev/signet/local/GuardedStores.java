package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;

/**
 * Stores as {@code deploy/stores.md} has them: a Redis Cluster that takes clients over TLS, with a certificate of their own and
 * as a user who may do no more than Signet needs; a PostgreSQL that takes TLS, whose tables belong to one role and are used by
 * another.
 */
public final class GuardedStores implements AutoCloseable {
    public static final String USER = "signet";
    /** With what a URL must not hold as it is. */
    public static final String PASSWORD = "s3cret:/@+%";
    private static final String IN_A_URL = "s3cret%3A%2F%40%2B%25";
    /** What {@code deploy/stores.md} says, word for word. */
    private static final String ACL = "ACL SETUSER " + USER + " reset on \">" + PASSWORD + "\" resetchannels ~signet:*"
            + " +ping +get +set +del +getex +setnx +hget +hset +hmget +hincrby +pexpire +zadd +zrem +zcount +zremrangebyscore"
            + " +eval +evalsha +select +cluster|slots +asking";
    private static final String DATABASE = "guarded";

    private final TlsFiles client;
    private final TlsFiles server;
    private final RedisCluster redis;
    private final List<Integer> tlsPorts;
    private final Postgres postgres;
    private final int postgresPort = Ports.free();

    private GuardedStores(Path home) throws IOException {
        server = TlsFiles.make(home.resolve("tls"), "server", "ip:127.0.0.1");
        client = TlsFiles.make(home.resolve("tls"), "client", "dns:signet.example");
        Path trusted = home.resolve("tls/trusted.crt");
        Files.writeString(trusted, Files.readString(server.certificate()) + Files.readString(client.certificate()));
        Map<Integer, Integer> tls = new HashMap<>();
        redis = new RedisCluster(home.resolve("redis-cluster"), Map.of("tls-cert-file", server.certificate().toString(),
                "tls-key-file", server.key().toString(), "tls-ca-cert-file", trusted.toString(), "tls-auth-clients", "yes",
                "tls-cluster", "yes", "tls-replication", "yes"), port -> tls.computeIfAbsent(port, p -> Ports.free()));
        tlsPorts = redis.ports().stream().map(tls::get).toList();
        postgres = new Postgres(home.resolve("postgres"), home.resolveSibling("postgres-binaries"), postgresPort,
                Map.of("ssl", "on", "ssl_cert_file", server.certificate().toString(), "ssl_key_file", server.key().toString()));
    }

    /** @param home may be thrown away afterwards */
    public static GuardedStores start(Path home) {
        try {
            GuardedStores stores = new GuardedStores(home);
            try {
                stores.startRedis();
                return stores;
            } catch (RuntimeException e) {
                stores.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startRedis() throws IOException {
        redis.start();
        redis.processes().forEach(Watchdog::guard);
        makeUser();
    }

    private void makeUser() throws IOException {
        for (String answer : redis.everywhere(ACL)) {
            if (!answer.equals("+OK")) {
                throw new IllegalStateException(ACL + ": " + answer);
            }
        }
    }

    /** Starts PostgreSQL and makes the schema as its owner, as the migration's job does. */
    public void startPostgres() {
        postgres.start();
        Watchdog.guard(postgres.process());
        administer(Postgres.USER, "drop database if exists " + DATABASE + " with (force)",
                "drop role if exists signet_owner", "drop role if exists signet_service",
                "create role signet_owner login password 'owner'",
                "create role signet_service login password 'service'",
                "create database " + DATABASE + " owner signet_owner");
        administer(DATABASE, "revoke all on schema public from public", "grant usage, create on schema public to signet_owner",
                "grant usage on schema public to signet_service",
                "alter default privileges for role signet_owner in schema public"
                        + " grant select, insert, update, delete on tables to signet_service",
                "alter default privileges for role signet_owner in schema public grant usage on sequences to signet_service");
        Flyway.configure().dataSource("jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + DATABASE, "signet_owner", "owner")
                .locations("classpath:db/migration").load().migrate();
    }

    private void administer(String database, String... statements) {
        try (Connection admin = postgres.connect(database); Statement sql = admin.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return a connection over JDBC as somebody who may do anything; the caller closes it */
    public Connection connect() {
        try {
            return postgres.connect(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return a launch of the service on both stores, with the settings of {@code deploy/stores.md} */
    public ServiceLaunch service() {
        String trusted = "?sslmode=verify-full&sslrootcert=" + server.certificate();
        return ServiceLaunch.on(new StoreUrls(DATABASE, postgresPort, redis.ports(), 0))
                .with("QUARKUS_REDIS_HOSTS", redisUrls())
                .with("QUARKUS_REDIS_TLS_CONFIGURATION_NAME", "redis")
                .with("QUARKUS_TLS_REDIS_TRUST_STORE_PEM_CERTS", server.certificate().toString())
                .with("QUARKUS_TLS_REDIS_KEY_STORE_PEM_0_CERT", client.certificate().toString())
                .with("QUARKUS_TLS_REDIS_KEY_STORE_PEM_0_KEY", client.key().toString())
                .with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + DATABASE + trusted)
                .with("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-full")
                .with("QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS")
                .with("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM", "true")
                .with("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS", server.certificate().toString())
                .with("QUARKUS_DATASOURCE_USERNAME", "signet_service")
                .with("QUARKUS_DATASOURCE_PASSWORD", "service")
                .with("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    }

    /** @return comma-separated, with user and password */
    public String redisUrls() {
        return tlsPorts.stream().map(port -> "rediss://" + USER + ":" + IN_A_URL + "@127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** @return comma-separated, for somebody who may do anything */
    public String plainRedisUrls() {
        return redis.ports().stream().map(port -> "redis://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    public TlsFiles server() {
        return server;
    }

    public TlsFiles client() {
        return client;
    }

    /** Empties Redis, as somebody who may. */
    public void flushRedis() {
        try {
            redis.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param command for each node, as somebody who may do anything
     * @return the first line of each one's answer
     */
    public List<String> everyRedis(String command) {
        try {
            return redis.everywhere(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the node that is the master of the key. @return what starts it again */
    public Runnable stopMasterOf(String key) {
        try {
            Redis master = redis.masterOf(key);
            Stoppable process = master.process();
            master.stop();
            Watchdog.release(process);
            return () -> startAgain(master);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It has forgotten its user, which was in no file. */
    private void startAgain(Redis node) {
        try {
            node.start();
            Watchdog.guard(node.process());
            makeUser();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the master of the key hang: its connections stay and say nothing. @return what lets it go on */
    public Runnable freezeMasterOf(String key) {
        try {
            long pid = redis.masterOf(key).process().pid();
            Processes.signal(pid, "STOP");
            return () -> Processes.signal(pid, "CONT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<Stoppable> processes = redis.processes();
        redis.stop();
        processes.forEach(Watchdog::release);
        if (postgres.isRunning()) {
            Stoppable process = postgres.process();
            postgres.stop();
            Watchdog.release(process);
        }
    }
}
