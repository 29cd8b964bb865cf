package dev.signet.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.local.Await;
import dev.signet.local.Jvm;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.proof.Load;
import dev.signet.testing.Http;

/** Real stores, and the packaged service on the JVM that is measured. */
final class Rig implements AutoCloseable {
    static final int CONNECTIONS = 32;

    private static final Duration START = Duration.ofMinutes(6);
    private static final int ATTEMPTS = 3;

    private final Jvm jvm;
    private final Stores stores;
    private final StoreUrls urls;
    private SignetService service;

    Rig(Jvm jvm) {
        this.jvm = jvm;
        this.stores = Stores.start(Path.of("target", "bench-stores").toAbsolutePath());
        this.urls = stores.fresh();
    }

    Jvm jvm() {
        return jvm;
    }

    Stores stores() {
        return stores;
    }

    StoreUrls urls() {
        return urls;
    }

    /** @return a launch of the service; the first of a run makes the schema */
    ServiceLaunch launch() {
        return ServiceLaunch.on(urls).with(jvm);
    }

    /** @return the one that the workloads are driven against */
    SignetService service() {
        if (service == null) {
            service = start(launch());
        }
        return service;
    }

    /** Is more patient than a test: on a machine that has other work a start may run into the time-outs of its stores. */
    static SignetService start(ServiceLaunch launch) {
        String said = "";
        for (int left = ATTEMPTS; left > 0; left--) {
            SignetService service = launch.launch();
            if (Await.within(START, () -> ended(service) || serves(service)) && !ended(service)) {
                return service;
            }
            service.close();
            said = service.logs();
            Results.say("  a start of the service failed and is tried again");
        }
        throw new IllegalStateException("the service does not start:\n" + said);
    }

    private static boolean ended(SignetService service) {
        return service.awaitExit(Duration.ZERO).isPresent();
    }

    private static boolean serves(SignetService service) {
        try {
            return service.ready() && Http.to(service.baseUri()).request("POST", "/oauth2/token")
                    .basic("signet-admin", "signet-admin-secret").form(Map.of("grant_type", "client_credentials"))
                    .send().status() == 200;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    Http http() {
        return Http.to(service().baseUri());
    }

    Load load() {
        return new Load(List.of(service().baseUri()), CONNECTIONS);
    }

    /** Stops the service that the workloads were driven against; the next that asks for it gets a new one. */
    void stopService() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    @Override
    public void close() {
        stopService();
        stores.close();
    }
}
