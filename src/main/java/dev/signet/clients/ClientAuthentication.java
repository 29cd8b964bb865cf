package dev.signet.clients;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** How a client proves who it is at an endpoint (RFC 6749 §2.3). One answer for unknown, disabled and wrong. */
@ApplicationScoped
public class ClientAuthentication {
    static final String BASIC = "client_secret_basic";

    private final Clients clients;
    private final Clock clock;

    ClientAuthentication(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * @param clientId as sent
     * @param secret as sent
     * @return the confidential client whose secret it is
     */
    public Uni<Optional<Client>> confidential(String clientId, String secret) {
        return clients.find(clientId).map(found -> found.filter(client -> client.hasSecret(secret, clock.instant())));
    }

    /** @return the public client of that id (RFC 6749 §2.1): naming itself is all it can do */
    public Uni<Optional<Client>> publicClient(String clientId) {
        return clients.find(clientId).map(found -> found.filter(client -> !client.confidential()));
    }
}
