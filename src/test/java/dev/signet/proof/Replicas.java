package dev.signet.proof;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.local.Ports;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;

/** Real stores, and two replicas of the packaged service behind a {@link Front} that is their issuer. */
final class Replicas implements AutoCloseable {
    private final Stores stores;
    private final StoreUrls urls;
    private final Front front;
    private final SignetService first;
    private final SignetService second;

    /** @param settings environment variables of both, beyond those that find the stores */
    Replicas(Map<String, String> settings) {
        stores = Stores.start(Path.of("target", "proof-stores").toAbsolutePath());
        try {
            urls = stores.fresh();
            front = new Front(Ports.free());
            ServiceLaunch launch = ServiceLaunch.on(urls).with("SIGNET_ISSUER", front.uri().toString());
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                launch = launch.with(setting.getKey(), setting.getValue());
            }
            first = launch.start();
            second = first.replica().start();
            front.to(uris());
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    Stores stores() {
        return stores;
    }

    StoreUrls urls() {
        return urls;
    }

    Front front() {
        return front;
    }

    /** @return the issuer of both */
    String issuer() {
        return front.uri().toString();
    }

    List<URI> uris() {
        return List.of(first.baseUri(), second.baseUri());
    }

    Http a() {
        return Http.to(first.baseUri());
    }

    Http b() {
        return Http.to(second.baseUri());
    }

    /** @return a gauge's value at each replica, e.g. {@code signet_signals_streams} */
    List<Long> gauge(String name) {
        return Stream.of(first, second).map(service -> Http.to(service.managementUri()).get("/q/metrics").text().lines()
                .filter(line -> line.startsWith(name)).map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst().map(value -> Math.round(Double.parseDouble(value))).orElse(-1L)).toList();
    }

    @Override
    public void close() {
        second.close();
        first.close();
        front.close();
        stores.close();
    }
}
