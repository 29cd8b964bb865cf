package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher in a JVM of its own, from an empty folder that has nothing but the packaged service. */
class LocalStartIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path project = Path.of("target", "local-start").toAbsolutePath();
    private final Path output = project.resolve("output.log");
    private final int port = Ports.free();
    private Process launcher;

    @BeforeEach
    void have_an_empty_folder() throws IOException {
        FileUtils.deleteDirectory(project.toFile());
        Files.createDirectories(project.resolve("target"));
        Files.createDirectories(project.resolve(".local"));
        link("target/quarkus-app", Path.of("target/quarkus-app"));
        link(".local/postgres-binaries", Files.createDirectories(Path.of("target/postgres-binaries")));
    }

    @AfterEach
    void leave_nothing_running() {
        launcher.destroyForcibly();
        new Leftovers(project.resolve(".local")).stop();
    }

    @Test
    void seeds_once_and_keeps_what_changed_over_a_restart() throws Exception {
        startAndAwaitReady();
        assertThat(query("select count(*) from clients where client_id like 'demo-%'")).isEqualTo("3");
        assertThat(query("select count(*) from password_credentials join user_identifiers using (user_id)")).isEqualTo("2");
        execute("update clients set client_name = 'Renamed' where client_id = 'demo-spa'");
        String phc = query("select phc from password_credentials");
        String encryptionKey = Files.readString(project.resolve(".local/encryption-key"));
        stopOrderly();

        startAndAwaitReady();

        assertThat(query("select client_name from clients where client_id = 'demo-spa'")).isEqualTo("Renamed");
        assertThat(query("select phc from password_credentials")).isEqualTo(phc);
        assertThat(project.resolve(".local/encryption-key")).hasContent(encryptionKey);
    }

    @Test
    void leaves_no_process_behind_when_asked_to_stop() throws Exception {
        startAndAwaitReady();
        assertThat(running()).hasSize(3);

        stopOrderly();

        assertThat(running()).isEmpty();
    }

    @Test
    void leaves_no_process_behind_when_killed_while_somebody_is_connected() throws Exception {
        startAndAwaitReady();
        try (Connection somebody = connect()) {
            assertThat(somebody.isClosed()).isFalse();
            launcher.destroyForcibly();

            awaitNothingLeft();
        }
    }

    @Test
    void refuses_a_second_start_from_the_same_folder() throws Exception {
        startAndAwaitReady();
        Path firstOutput = Files.move(output, project.resolve("first.log"));
        Process first = launcher;

        start();

        assertThat(launcher.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isNotZero();
        assertThat(output).content().contains("already runs from");
        assertThat(first.isAlive()).isTrue();
        assertThat(firstOutput).content().contains("Signet is ready.");
        launcher = first;
    }

    @Test
    void begins_anew_where_an_earlier_start_was_cut_short() throws Exception {
        Path data = Files.createDirectories(project.resolve(".local/postgres/data"));
        Files.writeString(data.resolve("postgresql.conf"), "# initdb came no further\n");

        startAndAwaitReady();

        assertThat(query("select 1")).isEqualTo("1");
    }

    private void link(String name, Path to) throws IOException {
        Files.createSymbolicLink(project.resolve(name), to.toAbsolutePath());
    }

    private void startAndAwaitReady() throws IOException {
        start();
        Await.until(START, "the launcher to be ready; see " + output,
                () -> !launcher.isAlive() || printed().contains("Ctrl-C stops all three."));
        assertThat(launcher.isAlive()).as(printed()).isTrue();
    }

    private void start() throws IOException {
        launcher = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dsignet.port=" + port,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                LocalStart.class.getName(), project.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private void stopOrderly() throws InterruptedException {
        launcher.destroy();
        assertThat(launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void awaitNothingLeft() {
        Await.until(STOP, "every process to end", () -> running().isEmpty());
    }

    private List<Stoppable> running() {
        return new Leftovers(project.resolve(".local")).running();
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(sql);
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the person at the terminal would: with the address that the launcher printed. */
    private Connection connect() throws SQLException {
        Matcher address = Pattern.compile("postgresql://\\S+").matcher(printed());
        assertThat(address.find()).isTrue();
        return DriverManager.getConnection("jdbc:" + address.group(), "postgres", "postgres");
    }
}
