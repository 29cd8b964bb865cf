package dev.signet.realclients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.signet.local.Await;
import dev.signet.local.Jvm;
import dev.signet.local.Ports;
import dev.signet.local.Stoppable;
import dev.signet.local.Watchdog;
import dev.signet.testing.Http;

/** An application of {@code deploy/examples} in a process of its own, at a port of its own. */
public final class ExampleApp implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;
    private final String url;

    private ExampleApp(Process process, String url) {
        this.process = process;
        this.url = url;
        Watchdog.guard(stoppable());
    }

    private Stoppable stoppable() {
        return new Stoppable(process.pid(), "TERM");
    }

    /**
     * @param probe a path that is answered with that status once it serves
     * @param environment what it is told
     * @return the application, ready to serve at a free port
     */
    public static ExampleApp start(Path jar, String probe, int status, Map<String, String> environment) {
        return start(jar, Ports.free(), probe, status, environment);
    }

    /** @param jvm what it runs on, instead of this one with a heap of 256 MiB */
    public static ExampleApp start(Path jar, Jvm jvm, String probe, int status) {
        return start(jar, jvm, Ports.free(), new Probe(probe, status), Map.of());
    }

    static ExampleApp start(Path jar, int port, String probe, int status, Map<String, String> environment) {
        return start(jar, Jvm.own("-Xmx256m", "-XX:+UseSerialGC"), port, new Probe(probe, status), environment);
    }

    /** What it answers once it serves. */
    private record Probe(String path, int status) {
    }

    private static ExampleApp start(Path jar, Jvm jvm, int port, Probe probe, Map<String, String> environment) {
        File log = jar.resolveSibling("example.log").toFile();
        ProcessBuilder command = new ProcessBuilder(jvm.command("-jar", jar.toString()))
                .redirectErrorStream(true).redirectOutput(log);
        command.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
        command.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        command.environment().putAll(environment);
        try {
            ExampleApp app = new ExampleApp(command.start(), "http://localhost:" + port);
            app.awaitReady(probe, log.toPath());
            return app;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Probe probe, Path log) throws IOException {
        if (!Await.within(START, () -> !process.isAlive() || answers(probe)) || !process.isAlive()) {
            String said = Files.readString(log);
            close();
            throw new IllegalStateException("the application did not start:\n" + said);
        }
    }

    private boolean answers(Probe probe) {
        try {
            return Http.to(URI.create(url)).get(probe.path()).status() == probe.status();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    /** @return the address of a page of its */
    public String url(String path) {
        return url + path;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        if (!Await.within(STOP, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
        Watchdog.release(stoppable());
    }
}
