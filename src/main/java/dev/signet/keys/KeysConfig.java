package dev.signet.keys;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the signing keys: {@code signet.keys.*}, beside those of the key that seals them. */
@ConfigMapping(prefix = "signet.keys")
interface KeysConfig {

    /**
     * How long a key stands in the JWKS before it signs: longer than any verifier keeps what it read there. The answer's
     * {@code Cache-Control} stays below it.
     */
    @WithDefault("2h")
    Duration publishAhead();

    /** How long a key signs until the next one takes its place. */
    @WithDefault("90d")
    Duration rotationPeriod();

    /**
     * {@code auto}: Corretto's crypto provider where its library loads (Linux on x86-64 and arm64), the JDK's elsewhere;
     * {@code jdk}: the JDK's everywhere.
     */
    @WithDefault("auto")
    CryptoChoice cryptoProvider();
}
