package dev.signet.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code ./mvnw -Plocal}: starts the stores and the packaged service, seeds the demo data, and stays in the foreground
 * until Ctrl-C or SIGTERM, which stop the service, then Redis, then Postgres. It runs inside Maven's own JVM, so that
 * Maven does not end before they have.
 */
public final class LocalStart {
    private final Path project;
    private final LocalHome home;
    private final LocalPorts ports;
    private final Leftovers leftovers;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private volatile boolean ending;

    private LocalStart(Path project, LocalPorts ports) {
        this.project = project;
        this.ports = ports;
        this.home = LocalHome.take(project);
        this.leftovers = new Leftovers(home.folder());
    }

    /** @param arguments the project's folder */
    public static void main(String... arguments) {
        LocalPorts ports = LocalPorts.of(System.getProperty("signet.port"));
        LocalStart start = new LocalStart(Path.of(arguments[0]), ports);
        Runtime.getRuntime().addShutdownHook(new Thread(start::end, "signet-end"));
        try {
            start.run();
        } finally {
            start.stop();
            start.leaveTheEndToTheHook();
        }
    }

    private void run() {
        leftovers.stop();
        ports.requireFree();
        Stores stores = begin(() -> Stores.startDurable(home.folder()), Stores::close);
        stores.processes().forEach(leftovers::note);
        StoreUrls urls = stores.named("signet");
        SignetService service = begin(() -> launch(urls).launch(), SignetService::close);
        leftovers.note(service.stoppable());
        service.awaitReady();
        seed(stores, urls);
        System.out.println(Banner.text(service, urls, home));
        int exit = service.awaitExit();
        if (exit != 0 && exit != SignetService.EXIT_AFTER_SIGTERM) {
            throw new Refusal("The service ended with exit code " + exit + "; its last lines above say why.");
        }
    }

    private ServiceLaunch launch(StoreUrls urls) {
        return ServiceLaunch.on(urls, ports.main(), ports.management())
                .inForeground(project)
                .with("QUARKUS_HTTP_HOST", "localhost")
                .with("QUARKUS_MANAGEMENT_HOST", "localhost")
                .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false")
                .with(ServiceLaunch.ENCRYPTION_KEY, home.encryptionKey());
    }

    private static void seed(Stores stores, StoreUrls urls) {
        try (Connection connection = stores.connect(urls)) {
            DemoData.seed(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the demo data was not written", e);
        }
    }

    /** Starts a part and remembers how it stops, in one go as seen from {@link #stop}. */
    private synchronized <T> T begin(Supplier<T> part, Consumer<T> stop) {
        if (ending) {
            throw new Refusal("Stopped while starting.");
        }
        T started = part.get();
        stops.push(() -> stop.accept(started));
        return started;
    }

    private synchronized void stop() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }

    /** Run by the JVM on SIGINT, SIGTERM and SIGHUP, and at the end of Maven, when nothing is left to stop. */
    private void end() {
        ending = true;
        stop();
    }

    /** On a signal Maven has nothing more to say: "BUILD FAILURE" would be about a build that did not fail. */
    private void leaveTheEndToTheHook() {
        if (ending) {
            new CompletableFuture<Void>().join();
        }
        home.release();
    }
}
