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

    private static final Duration START = Duration.ofMinutes(4);

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
            service = launch().launch();
            awaitReady(service);
        }
        return service;
    }

    /** Waits longer than a test would: the machine may have other work. */
    static void awaitReady(SignetService service) {
        Await.until(START, "the service to become ready", service::ready);
        Await.until(START, "a first token", () -> answersAdmin(Http.to(service.baseUri())));
    }

    private static boolean answersAdmin(Http http) {
        return http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().status() == 200;
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
