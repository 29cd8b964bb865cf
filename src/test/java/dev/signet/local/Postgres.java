package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.apache.commons.io.FileUtils;
import org.apache.commons.lang3.SystemUtils;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;

/** A real PostgreSQL on the loopback, from binaries on the class path. Keeps its data and its port over a restart. */
final class Postgres {
    static final String USER = "postgres";
    private static final String LOG = "postgres.log";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Path home;
    private final Path binaries;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    /**
     * @param home holds the data and the log
     * @param binaries where they are unpacked, or were already
     * @param settings of postgresql.conf
     */
    Postgres(Path home, Path binaries, int port, Map<String, String> settings) {
        this.home = home;
        this.binaries = binaries;
        this.port = port;
        this.settings = settings;
    }

    synchronized void start() {
        refuseRootWithoutNamespaces();
        try {
            Files.createDirectories(home);
            Files.createDirectories(binaries);
            Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
            forgetHalfMadeData();
            System.setProperty("ot.epg.working-dir", binaries.toString());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START)
                    .setPort(port)
                    .setOutputRedirector(log())
                    .setErrorRedirector(log())
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("unix_socket_directories", "");
            settings.forEach(builder::setServerConfig);
            server = builder.start();
            Files.writeString(complete(), "The data folder was made to its end.\n");
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL did not start; " + home.resolve(LOG) + " says why", e);
        }
    }

    /** Cuts every connection and stops; what was committed is on disk. */
    synchronized void stop() {
        long pid = process().pid();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = null;
        Await.until(STOP, "PostgreSQL to stop", () -> !Processes.runs(pid));
    }

    boolean isRunning() {
        return server != null;
    }

    boolean has(String database) {
        try (Connection connection = connect(USER);
                PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return a connection over JDBC, as superuser; what it sends is no statement of the service */
    Connection connect(String database) throws SQLException {
        return server.getDatabase(USER, database, Map.of("ApplicationName", StatementLog.BY_TEST)).getConnection();
    }

    /** @return the postmaster, by the first line of its pid file; SIGTERM would wait until its last client has left */
    Stoppable process() {
        try {
            String pid = Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip();
            return new Stoppable(Long.parseLong(pid), "INT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** PostgreSQL never runs as root; root gets round that by a namespace in which it is nobody. */
    private static void refuseRootWithoutNamespaces() {
        if (System.getProperty("user.name").equals("root") && SystemUtils.IS_OS_LINUX && !LinuxUtils.isUnshareAvailable()) {
            throw new Refusal("PostgreSQL does not run as root, and here root may make no user namespace (unshare -U). "
                    + "Run this as an ordinary user.");
        }
    }

    /** A start that was cut short while it made the data folder leaves one that no later start could use. */
    private void forgetHalfMadeData() throws IOException {
        if (Files.notExists(complete())) {
            FileUtils.deleteDirectory(data().toFile());
        }
    }

    private Path complete() {
        return home.resolve("complete");
    }

    static Path log(Path home) {
        return home.resolve(LOG);
    }

    private ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(log(home).toFile());
    }

    private Path data() {
        return home.resolve("data");
    }
}
