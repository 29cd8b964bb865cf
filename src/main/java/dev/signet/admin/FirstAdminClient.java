package dev.signet.admin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.clients.Clients;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;

/** Makes the client that the settings name, so that somebody can operate a new service. */
@ApplicationScoped
class FirstAdminClient {
    private static final Logger LOG = Logger.getLogger(FirstAdminClient.class);
    private static final int SHORTEST_SECRET = 16;

    private final AdminConfig config;
    private final Clients clients;

    FirstAdminClient(AdminConfig config, Clients clients) {
        this.config = config;
        this.clients = clients;
    }

    void make(@Observes @Priority(30) StartupEvent event) throws Throwable {
        if (config.clientId().isEmpty()) {
            return;
        }
        String clientId = config.clientId().get();
        String secret = config.clientSecret().filter(s -> s.length() >= SHORTEST_SECRET)
                .orElseThrow(() -> new IllegalStateException(
                        "signet.admin.client-secret must be set beside signet.admin.client-id, with " + SHORTEST_SECRET
                                + " characters at least."));
        if (VertxContextSupport.subscribeAndAwait(() -> clients.makeOnce(clientId, secret, "signet:admin"))) {
            LOG.infof("made the client %s with the scope signet:admin", clientId);
        }
    }
}
