package dev.signet.sessions;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the sign-ins: {@code signet.sessions.*}. */
@ConfigMapping(prefix = "signet.sessions")
interface SessionsConfig {

    /** How long the last refresh token may be presented again, for a client whose answer was lost. After it, that is reuse. */
    @WithDefault("10s")
    Duration refreshGrace();

    /** How long a sign-in lives without a refresh. */
    @WithDefault("14d")
    Duration idle();

    /** How long a sign-in lives at the most. */
    @WithDefault("90d")
    Duration absolute();
}
