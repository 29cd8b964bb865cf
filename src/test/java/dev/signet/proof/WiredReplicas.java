package dev.signet.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.local.Ports;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** Real stores, and two replicas that reach them over {@link Wire}s; the second can be killed, and has a clock of its own. */
final class WiredReplicas implements AutoCloseable {
    /** On a machine that does much else. */
    private static final Duration START = Duration.ofMinutes(5);

    private final Stores stores;
    private final StoreUrls urls;
    private final Wire postgres;
    private final Wire redis;
    private final Front front;
    private final Optional<ShiftedClock> clock;
    private final SignetService first;
    private volatile SignetService second;

    /** @param settings environment variables of both, beyond those that find the stores */
    WiredReplicas(Map<String, String> settings) {
        Path home = Path.of("target", "proof-stores").toAbsolutePath();
        stores = Stores.start(home);
        try {
            urls = stores.fresh();
            postgres = new Wire(Ports.free(), urls.postgresPort());
            redis = new Wire(Ports.free(), urls.redisPorts().get(0));
            front = new Front(Ports.free());
            clock = ShiftedClock.in(Files.createDirectories(home));
            ServiceLaunch launch = ServiceLaunch
                    .on(new StoreUrls(urls.database(), postgres.port(), List.of(redis.port()), urls.redisDatabase()))
                    .with("SIGNET_ISSUER", front.uri().toString());
            first = started(with(launch, settings));
            second = started(with(first.replica(), clock.map(ShiftedClock::environment).orElse(Map.of())));
            front.to(uris());
        } catch (IOException e) {
            stores.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    private static ServiceLaunch with(ServiceLaunch launch, Map<String, String> settings) {
        ServiceLaunch all = launch;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            all = all.with(setting.getKey(), setting.getValue());
        }
        return all;
    }

    /** One that gives up, as it does where it waits too long for Postgres, is started again: so does Kubernetes. */
    private static SignetService started(ServiceLaunch launch) {
        long end = System.nanoTime() + START.toNanos();
        SignetService service = launch.launch();
        while (!service.ready()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a replica did not become ready in " + START);
            }
            service = service.awaitExit(Duration.ofMillis(200)).isPresent() ? launch.launch() : service;
        }
        return service;
    }

    Stores stores() {
        return stores;
    }

    StoreUrls urls() {
        return urls;
    }

    Wire postgres() {
        return postgres;
    }

    Wire redis() {
        return redis;
    }

    /** @return the second replica's; empty where it can't be moved */
    Optional<ShiftedClock> clock() {
        return clock;
    }

    /** @return the issuer of both */
    String issuer() {
        return front.uri().toString();
    }

    List<URI> uris() {
        return List.of(first.baseUri(), second.baseUri());
    }

    List<SignetService> services() {
        return List.of(first, second);
    }

    /** Ends the second replica with {@code kill -9}; what stands before them sees it at once. */
    void killSecond() {
        front.to(List.of(first.baseUri()));
        second.kill9();
    }

    /** Starts the second replica again where it was. */
    void restartSecond() {
        Map<String, String> before = second.environment();
        second = started(second.replica().with("QUARKUS_HTTP_PORT", before.get("QUARKUS_HTTP_PORT"))
                .with("QUARKUS_MANAGEMENT_PORT", before.get("QUARKUS_MANAGEMENT_PORT")));
        front.to(uris());
    }

    @Override
    public void close() {
        second.close();
        first.close();
        front.close();
        postgres.close();
        redis.close();
        stores.close();
    }
}
