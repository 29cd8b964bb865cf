package dev.signet.realclients;

import java.nio.file.Path;
import java.util.Map;

import dev.signet.local.Ports;
import dev.signet.local.SignetService;
import dev.signet.testing.RelyingParty;

/** {@code deploy/examples/quarkus-web}. */
final class QuarkusWebApp implements AutoCloseable {
    private final ExampleApp app;

    private QuarkusWebApp(ExampleApp app) {
        this.app = app;
    }

    /** @return a port for it, which the client's redirect_uri has to name */
    static int freePort() {
        return Ports.free();
    }

    static QuarkusWebApp start(Path jar, int port, SignetService issuer, RelyingParty client) {
        return new QuarkusWebApp(ExampleApp.start(jar, port, "/", 200, Map.of("SIGNET_ISSUER", issuer.issuer(),
                "CLIENT_ID", client.clientId(), "CLIENT_SECRET", client.secret())));
    }

    /** @return the address of a page of its */
    String page(String path) {
        return app.url(path);
    }

    @Override
    public void close() {
        app.close();
    }
}
