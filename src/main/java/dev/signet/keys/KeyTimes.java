package dev.signet.keys;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a key stays in each part of its life. */
@ApplicationScoped
class KeyTimes {
    /** A replica without Postgres signs on for clients that it knows, as long as {@code clients} keeps them. */
    private static final Duration SIGNED_WITHOUT_POSTGRES = Duration.ofMinutes(10);
    /** Every replica that sees Postgres has read what changed, and every call that began before is over. */
    private static final Duration FOLLOWED = Duration.ofSeconds(10);
    private static final Duration LONGEST_REPETITION = Duration.ofMinutes(1);

    private final Duration publishAhead;
    private final Duration rotationPeriod;
    private final Duration tokenLife;

    /** The two settings of {@code tokens} are read here by name: that package lies above. */
    @Inject
    KeyTimes(KeysConfig config, @ConfigProperty(name = "signet.tokens.access-lifetime", defaultValue = "5m") Duration life,
            @ConfigProperty(name = "signet.tokens.skew", defaultValue = "30s") Duration skew) {
        this(config.publishAhead(), config.rotationPeriod(), life.plus(skew));
    }

    KeyTimes(Duration publishAhead, Duration rotationPeriod, Duration tokenLife) {
        this.publishAhead = publishAhead;
        this.rotationPeriod = rotationPeriod;
        this.tokenLife = tokenLife;
    }

    /** @return how long a key is published before it signs */
    Duration publishAhead() {
        return publishAhead;
    }

    /** @return how long a key signs */
    Duration rotationPeriod() {
        return rotationPeriod;
    }

    /** @return how long after its retirement the last token of a key may be good, wherever it was signed */
    Duration lingering() {
        return tokenLife.plus(SIGNED_WITHOUT_POSTGRES).plus(FOLLOWED);
    }

    /** @return how long a new key is let alone though no client uses its algorithm: a registration makes it before its row */
    Duration settling() {
        return FOLLOWED;
    }

    /** @return how long no client must have used an algorithm until its ACTIVE key retires */
    Duration disuse() {
        return publishAhead.plus(FOLLOWED);
    }

    /** @return how long after a rotation another wish for one is the same wish, come twice */
    Duration repetition() {
        Duration half = publishAhead.dividedBy(2);
        return half.compareTo(LONGEST_REPETITION) < 0 ? half : LONGEST_REPETITION;
    }
}
