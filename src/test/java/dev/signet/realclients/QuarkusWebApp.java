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
import dev.signet.local.Ports;
import dev.signet.local.SignetService;
import dev.signet.local.Stoppable;
import dev.signet.local.Watchdog;
import dev.signet.testing.Http;
import dev.signet.testing.RelyingParty;

/** {@code deploy/examples/quarkus-web} in a process of its own, at a port of its own. */
final class QuarkusWebApp implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;
    private final String url;

    private QuarkusWebApp(Process process, String url) {
        this.process = process;
        this.url = url;
        Watchdog.guard(stoppable());
    }

    private Stoppable stoppable() {
        return new Stoppable(process.pid(), "TERM");
    }

    /** @return a port for it, which the client's redirect_uri has to name */
    static int freePort() {
        return Ports.free();
    }

    static QuarkusWebApp start(Path jar, int port, SignetService issuer, RelyingParty client) {
        File log = jar.resolveSibling("quarkus-web.log").toFile();
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-jar", jar.toString()).redirectErrorStream(true).redirectOutput(log);
        command.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
        command.environment().putAll(Map.of("QUARKUS_HTTP_PORT", String.valueOf(port), "SIGNET_ISSUER", issuer.issuer(),
                "CLIENT_ID", client.clientId(), "CLIENT_SECRET", client.secret()));
        try {
            QuarkusWebApp app = new QuarkusWebApp(command.start(), "http://localhost:" + port);
            app.awaitReady(log.toPath());
            return app;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path log) throws IOException {
        if (!Await.within(START, () -> !process.isAlive() || answers()) || !process.isAlive()) {
            String said = Files.readString(log);
            close();
            throw new IllegalStateException("the application did not start:\n" + said);
        }
    }

    private boolean answers() {
        try {
            return Http.to(URI.create(url)).get("/").status() == 200;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    /** @return the address of a page of its */
    String page(String path) {
        return url + path;
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
