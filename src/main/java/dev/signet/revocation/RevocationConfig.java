package dev.signet.revocation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of how revocations are told: {@code signet.revocation.*}. */
@ConfigMapping(prefix = "signet.revocation")
public interface RevocationConfig {

    /** {@code ttl} of a status list, in whole seconds: how long a resource server may go on without asking again. */
    @WithDefault("30s")
    Duration statusTtl();

    /**
     * How long tokens are put into one status list before the next one begins; the lists that are live cover it and a token's
     * life.
     */
    @WithDefault("15m")
    Duration statusPeriod();

    /** How often a subscriber of the feed is told that it has heard everything. */
    @WithDefault("1s")
    Duration heartbeat();
}
