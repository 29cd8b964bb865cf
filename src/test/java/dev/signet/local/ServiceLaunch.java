package dev.signet.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** How to start the packaged service: the jar that ships, told everything by environment variables. */
public final class ServiceLaunch {
    static final String PORT = "QUARKUS_HTTP_PORT";
    static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";
    static final String ISSUER = "SIGNET_ISSUER";
    static final String ENCRYPTION_KEY = "SIGNET_KEYS_ENCRYPTION_KEY";
    private static final String KEY_OF_THIS_JVM = LocalHome.randomKey();
    private static final AtomicInteger STARTED = new AtomicInteger();
    /** The JVM ignores an interrupt that it was born ignoring: Ctrl-C reaches the launcher, which stops things in order. */
    private static final List<String> DEAF_TO_CTRL_C = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "signet");

    private final Map<String, String> environment;
    private Jvm jvm = Jvm.own(flags());
    private Path project = Path.of("").toAbsolutePath();
    private boolean inForeground;
    private List<String> arguments = List.of();

    private ServiceLaunch(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /** @return a launch on free ports against these stores; every launch of this JVM has the same encryption key */
    public static ServiceLaunch on(StoreUrls stores) {
        return on(stores, Ports.free(), Ports.free());
    }

    static ServiceLaunch on(StoreUrls stores, int port, int managementPort) {
        return new ServiceLaunch(stores.environment())
                .onPorts(port, managementPort)
                .with(ISSUER, "http://localhost:" + port)
                .with(ENCRYPTION_KEY, KEY_OF_THIS_JVM)
                .with("QUARKUS_SHUTDOWN_DELAY", "0S")
                .with("SIGNET_ADMIN_CLIENT_ID", "signet-admin")
                .with("SIGNET_ADMIN_CLIENT_SECRET", "signet-admin-secret");
    }

    /** @return a launch that differs from this service by its ports only */
    static ServiceLaunch beside(SignetService service) {
        return new ServiceLaunch(service.environment()).onPorts(Ports.free(), Ports.free());
    }

    private ServiceLaunch onPorts(int port, int managementPort) {
        return with(PORT, String.valueOf(port)).with(MANAGEMENT_PORT, String.valueOf(managementPort));
    }

    /** Gives the service this terminal and this shell's own settings of the service, instead of a log and none. */
    ServiceLaunch inForeground(Path project) {
        this.project = project;
        inForeground = true;
        return this;
    }

    /** Runs it on another JVM, or with other flags. */
    public ServiceLaunch with(Jvm other) {
        jvm = other;
        return this;
    }

    /** Sets an environment variable, e.g. {@code SIGNET_TOKENS_ACCESS_LIFETIME}. */
    public ServiceLaunch with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Leaves an environment variable out, to see the service refuse to start. */
    public ServiceLaunch without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Runs a command of the jar instead of the service, e.g. {@code re-encrypt}. */
    public ServiceLaunch command(String... words) {
        arguments = List.of(words);
        return this;
    }

    /** @return the service, ready to serve */
    public SignetService start() {
        SignetService service = launch();
        service.awaitReady();
        return service;
    }

    /** @return the service as soon as its process runs; it may yet refuse to start */
    public SignetService launch() {
        try {
            ProcessBuilder command = new ProcessBuilder(commandLine()).directory(project.toFile());
            Optional<Path> log = inForeground ? Optional.empty() : Optional.of(newLog());
            if (log.isPresent()) {
                forgetOwnSettings(command.environment());
                command.redirectErrorStream(true).redirectOutput(log.get().toFile());
            } else {
                command.inheritIO();
            }
            command.environment().putAll(environment);
            return new SignetService(command.redirectInput(new File("/dev/null")).start(), environment, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what the build adds for its tests; a file of flags that is not there, because no build made it, is left out. */
    private static String[] flags() {
        return Stream.of(("-Xmx384m -XX:+UseSerialGC " + System.getProperty("signet.test.jvm", "")).trim().split(" "))
                .filter(flag -> !flag.startsWith("@") || Files.exists(Path.of(flag.substring(1)))).toArray(String[]::new);
    }

    private List<String> commandLine() {
        Path jar = project.resolve("target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new IllegalStateException(jar + " is missing: ./mvnw package makes it");
        }
        List<String> line = new ArrayList<>(DEAF_TO_CTRL_C);
        line.addAll(jvm.command("-jar", jar.toString()));
        line.addAll(arguments);
        return line;
    }

    private Path newLog() throws IOException {
        Path folder = Files.createDirectories(project.resolve("target/service-logs"));
        return folder.resolve(STARTED.incrementAndGet() + ".log");
    }

    /** A developer's shell must not decide what a test sees. */
    private static void forgetOwnSettings(Map<String, String> inherited) {
        inherited.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("SIGNET_"));
    }
}
