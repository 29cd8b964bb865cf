package dev.signet.clients;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Settings of the clients: {@code signet.clients.*}. */
@ConfigMapping(prefix = "signet.clients")
public interface ClientsConfig {

    /** A YAML file of clients, applied at start and whenever it changes; none: clients come from the API alone. */
    Optional<String> file();

    /**
     * The initial access token of dynamic client registration (RFC 7591 §3), 32 characters at least. Whoever holds it may
     * register clients. Without it there is no such endpoint.
     */
    Optional<String> registrationToken();
}
