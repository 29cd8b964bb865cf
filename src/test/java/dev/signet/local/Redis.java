package dev.signet.local;

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
final class Redis {
    private static final String LOG = "redis.log";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int COMMAND_MILLIS = 2_000;

    private final Path home;
    private final int port;
    private final Map<String, String> settings;
    private long pid;

    /**
     * @param home holds the data, the log and the unpacked binary
     * @param settings of redis.conf
     */
    Redis(Path home, int port, Map<String, String> settings) {
        this.home = home;
        this.port = port;
        this.settings = settings;
    }

    /** Redis makes itself a daemon, which takes it out of the terminal's process group: Ctrl-C is not for it. */
    synchronized void start() {
        try {
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
        Await.until(PATIENCE, "Redis to answer; " + home.resolve(LOG) + " says why", () -> ping() && Files.exists(pidFile()));
        pid = readPid();
    }

    synchronized void stop() {
        Processes.signal(pid, "TERM");
        Await.until(PATIENCE, "Redis to stop", () -> !Processes.runs(pid));
        pid = 0;
    }

    /**
     * @param inline a command as typed into a terminal, e.g. {@code FLUSHALL}
     * @return the first line of the answer, with its type mark
     */
    String command(String inline) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(COMMAND_MILLIS);
            socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c != '\r' && c != -1; c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }

    boolean isRunning() {
        return pid != 0;
    }

    Stoppable process() {
        return new Stoppable(pid, "TERM");
    }

    int port() {
        return port;
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
        Path executable = Files.createDirectories(home).resolve("redis-server-" + RedisExecProvider.redisVersion);
        if (Files.notExists(executable)) {
            Path half = home.resolve("redis-server.half");
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
