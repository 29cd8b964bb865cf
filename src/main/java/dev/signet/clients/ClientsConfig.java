package dev.signet.clients;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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

    /**
     * Whether a {@code jwks_uri} may lead to this machine, by http too: for a trial on one machine. It has no effect unless
     * {@code signet.issuer} is itself an http URL of this machine.
     */
    @WithDefault("false")
    boolean jwksPrivateAddresses();
}
