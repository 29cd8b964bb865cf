package dev.signet.clients;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the keys of clients may be fetched from. */
@ConfigMapping(prefix = "signet.clients")
interface ClientKeysConfig {

    /**
     * Whether a {@code jwks_uri} may lead to this machine, by http too: for a trial on one machine. It has no effect unless
     * {@code signet.issuer} is itself an http URL of this machine.
     */
    @WithDefault("false")
    boolean jwksPrivateAddresses();
}
