package dev.signet.clients;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a JWT is good now (RFC 7523 §3 items 4 to 6).
 *
 * @param now the moment
 * @param longest how far its end may be ahead
 */
record JwtTimes(Instant now, Duration longest) {
    /** How far clocks may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    boolean hold(SignedJwt jwt) {
        return jwt.date("exp").filter(this::endsSoon).isPresent() && hasBegun(jwt, "nbf") && hasBegun(jwt, "iat");
    }

    /** Item 4. */
    private boolean endsSoon(long exp) {
        long left = exp - now.getEpochSecond();
        return left > -SKEW.toSeconds() && left <= longest.plus(SKEW).toSeconds();
    }

    /** Items 5 and 6: OPTIONAL, but a time that is there is a number, and not ahead. */
    private boolean hasBegun(SignedJwt jwt, String claim) {
        if (jwt.rawClaim(claim) == null) {
            return true;
        }
        return jwt.date(claim).filter(at -> at <= now.plus(SKEW).getEpochSecond()).isPresent();
    }
}
