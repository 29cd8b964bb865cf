package dev.signet.clients;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of proofs of possession: {@code signet.dpop.*}. */
@ConfigMapping(prefix = "signet.dpop")
interface DpopConfig {

    /**
     * Whether a proof must carry a nonce of this service's (RFC 9449 §8): {@code required}, or {@code optional}, where a
     * proof without one is taken too, and every answer to a proof tells one. Required, proofs made ahead of time are of no use.
     */
    @WithDefault("optional")
    Nonce nonce();

    enum Nonce {
        OPTIONAL,
        REQUIRED
    }
}
