package dev.signet.tokens;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the tokens: {@code signet.tokens.*}. */
@ConfigMapping(prefix = "signet.tokens")
public interface TokensConfig {

    /**
     * How long an access token lives: how long a resource server that checks signatures alone goes on trusting a revoked one.
     */
    @WithDefault("5m")
    Duration accessLifetime();

    /** How far clocks may differ: added to {@code exp} and taken from {@code nbf} when a token is verified here. */
    @WithDefault("30s")
    Duration skew();
}
