package dev.signet.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import redis.embedded.RedisExecProvider;

/** A real Redis on the loopback, from a binary on the class path. Keeps its port over a restart, and what it saved. */
final class Redis implements RedisServers {
    private static final String LOG = "redis.log";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int COMMAND_MILLIS = 2_000;

    private final Path home;
    private final Path binaries;
    private final int port;
    private final Map<String, String> settings;
    private long pid;

    /**
     * @param home holds the data, the log and the unpacked binary
     * @param settings of redis.conf
     */
    Redis(Path home, int port, Map<String, String> settings) {
        this(home, home, port, settings);
    }

    /** @param binaries where it is unpacked, or was already */
    Redis(Path home, Path binaries, int port, Map<String, String> settings) {
        this.home = home;
        this.binaries = binaries;
        this.port = port;
        this.settings = settings;
    }

    /** Redis makes itself a daemon, which takes it out of the terminal's process group: Ctrl-C is not for it. */
    @Override
    public synchronized void start() {
        launch();
        Await.until(PATIENCE, "Redis to answer; " + home.resolve(LOG) + " says why", () -> ping() && Files.exists(pidFile()));
        pid = readPid();
    }

    private void launch() {
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(pidFile());
            Process start = new ProcessBuilder(commandLine())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("start.log").toFile())
                    .start();
            start.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redis started", e);
        }
    }

    @Override
    public synchronized void stop() {
        Processes.signal(pid, "TERM");
        Await.until(PATIENCE, "Redis to stop", () -> !Processes.runs(pid));
        pid = 0;
    }

    /**
     * @param inline a command as typed into a terminal, e.g. {@code FLUSHALL}
     * @return the first line of the answer, with its type mark
     */
    String command(String inline) throws IOException {
        return command(0, inline);
    }

    @Override
    public String command(int database, String inline) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(COMMAND_MILLIS);
            DataInputStream answers = new DataInputStream(socket.getInputStream());
            if (database != 0) {
                say(socket, "SELECT " + database);
                Object unused = line(answers);
            }
            say(socket, inline);
            return line(answers);
        }
    }

    /** @return the whole answer of a command that gives a text, e.g. {@code INFO} */
    String text(String inline) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(COMMAND_MILLIS);
            DataInputStream answers = new DataInputStream(socket.getInputStream());
            say(socket, inline);
            String length = line(answers);
            if (!length.startsWith("$")) {
                throw new IOException(inline + ": " + length);
            }
            byte[] text = new byte[Integer.parseInt(length.substring(1))];
            answers.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    private static void say(Socket socket, String inline) throws IOException {
        socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String line(DataInputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = answers.read();
        for (; c != '\r' && c != -1; c = answers.read()) {
            line.append((char) c);
        }
        if (c == '\r') {
            answers.skipNBytes(1);
        }
        return line.toString();
    }

    @Override
    public void flush() throws IOException {
        String answer = command("FLUSHALL");
        if (!answer.equals("+OK")) {
            throw new IllegalStateException("Redis did not flush: " + answer);
        }
    }

    @Override
    public boolean isRunning() {
        return pid != 0;
    }

    Stoppable process() {
        return new Stoppable(pid, "TERM");
    }

    @Override
    public List<Stoppable> processes() {
        return List.of(process());
    }

    int port() {
        return port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public int databaseOf(int group) {
        return group;
    }

    private boolean ping() {
        try {
            return command("PING").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<String> commandLine() throws IOException {
        List<String> line = new ArrayList<>(List.of(executable().toString(),
                "--port", String.valueOf(port), "--bind", "127.0.0.1", "--daemonize", "yes",
                "--dir", home.toString(), "--pidfile", pidFile().toString(), "--logfile", home.resolve(LOG).toString(),
                "--shutdown-on-sigterm", "force", "--databases", "1000", "--maxmemory-policy", "noeviction"));
        settings.forEach((name, value) -> line.addAll(List.of("--" + name, value)));
        return line;
    }

    private Path executable() throws IOException {
        Path executable = Files.createDirectories(binaries).resolve("redis-server-" + RedisExecProvider.redisVersion);
        if (Files.notExists(executable)) {
            Path half = binaries.resolve("redis-server.half");
            Files.copy(RedisExecProvider.defaultProvider().get().toPath(), half, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(half, executable);
        }
        return executable;
    }

    private Path pidFile() {
        return home.resolve("redis.pid");
    }

    private long readPid() {
        try {
            return Long.parseLong(Files.readString(pidFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
