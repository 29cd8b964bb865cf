package dev.signet.oidc;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.signet.keys.KeyRing;

/**
 * How long a verifier may keep what it read (RFC 9111 §5.2, RFC 5861): shorter, all in all, than a new key is published
 * before it signs.
 */
@ApplicationScoped
class PublicCache {
    private static final long LONGEST_AGE = 300;
    private static final long LONGEST_ON_ERROR = 3600;

    private final String header;

    @Inject
    PublicCache(KeyRing ring) {
        this(ring.publishAhead());
    }

    /** An eighth fresh, an eighth while it is fetched again, a half where that fails: a quarter is left. */
    PublicCache(Duration publishAhead) {
        long age = Math.min(LONGEST_AGE, publishAhead.toSeconds() / 8);
        long onError = Math.min(LONGEST_ON_ERROR, publishAhead.toSeconds() / 2);
        header = "public, max-age=" + age + ", stale-while-revalidate=" + age + ", stale-if-error=" + onError;
    }

    /** @return the value of {@code Cache-Control} */
    String header() {
        return header;
    }
}
