package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One replica: the packaged service in a process of its own. */
public final class SignetService implements AutoCloseable {
    static final int EXIT_AFTER_SIGTERM = 143;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 2_000;

    private final Process process;
    private final Map<String, String> environment;
    private final Optional<Path> log;

    SignetService(Process process, Map<String, String> environment, Optional<Path> log) {
        this.process = process;
        this.environment = Map.copyOf(environment);
        this.log = log;
        Watchdog.guard(stoppable());
    }

    public URI baseUri() {
        return URI.create("http://localhost:" + environment.get(ServiceLaunch.PORT));
    }

    public URI managementUri() {
        return URI.create("http://localhost:" + environment.get(ServiceLaunch.MANAGEMENT_PORT));
    }

    /** @return the {@code iss} of its tokens */
    public String issuer() {
        return environment.get(ServiceLaunch.ISSUER);
    }

    /**
     * @return a launch of a second replica of this one: other ports; the same stores, issuer, key and settings
     */
    public ServiceLaunch replica() {
        return ServiceLaunch.beside(this);
    }

    /** Waits until readiness is UP; fails with the log when the process ends instead. */
    public void awaitReady() {
        if (!Await.within(START, () -> !process.isAlive() || ready()) || !process.isAlive()) {
            kill9();
            throw new IllegalStateException("the service did not become ready:\n" + logs());
        }
    }

    /** @return whether readiness says UP at this moment */
    public boolean ready() {
        try {
            HttpURLConnection probe = (HttpURLConnection) managementUri().resolve("/q/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks it to stop, as Kubernetes does, and does not wait. */
    public void sigterm() {
        process.destroy();
    }

    /** Ends it with no chance to say goodbye, and waits until it is gone. */
    public void kill9() {
        process.destroyForcibly();
        Await.until(DRAIN, "a killed service to be gone", () -> !process.isAlive());
    }

    /** @return the exit code, or empty when it still runs after that time */
    public OptionalInt awaitExit(Duration bound) {
        try {
            boolean over = process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
            return over ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** @return the exit code, when it has ended by itself or was stopped */
    int awaitExit() {
        return process.onExit().join().exitValue();
    }

    /** @return everything it has written so far, standard output and error together; nothing when it has the terminal */
    public String logs() {
        return log.map(SignetService::read).orElse("");
    }

    public long pid() {
        return process.pid();
    }

    Stoppable stoppable() {
        return new Stoppable(process.pid(), "TERM");
    }

    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        sigterm();
        if (awaitExit(DRAIN).isEmpty()) {
            kill9();
        }
        Watchdog.release(stoppable());
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
