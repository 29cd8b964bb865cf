package dev.signet.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an assertion must say, in the order of RFC 7523 §3. A record of the judgement's circumstances.
 *
 * @param now the moment
 * @param audiences the names by which this service may be meant
 */
record AssertionClaims(Instant now, AssertionAudiences audiences) {
    static final Duration SKEW = Duration.ofSeconds(30);
    /** A stolen assertion that was never used dies soon, and its mark need not be kept for long. */
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LONGEST_JTI = 256;

    boolean hold(SignedJwt jwt, Client client) {
        return jwt.claim("iss").filter(client.clientId()::equals).isPresent()
                && jwt.claim("sub").filter(client.clientId()::equals).isPresent()
                && audiences.areMeantBy(jwt.rawClaim("aud"), client)
                && jwt.date("exp").filter(this::endsSoon).isPresent()
                && hasBegun(jwt, "nbf")
                && hasBegun(jwt, "iat")
                && jwt.claim("jti").filter(jti -> !jti.isEmpty() && jti.length() <= LONGEST_JTI).isPresent();
    }

    /** Item 4. */
    private boolean endsSoon(long exp) {
        long left = exp - now.getEpochSecond();
        return left > -SKEW.toSeconds() && left <= LONGEST.plus(SKEW).toSeconds();
    }

    /** Items 5 and 6: OPTIONAL, but a time that is there is a number, and not ahead. */
    private boolean hasBegun(SignedJwt jwt, String claim) {
        if (jwt.rawClaim(claim) == null) {
            return true;
        }
        return jwt.date(claim).filter(at -> at <= now.plus(SKEW).getEpochSecond()).isPresent();
    }

    /** @return when it was made: its {@code iat}, else the earliest moment at which its {@code exp} would have been taken */
    static Instant issuedAt(SignedJwt jwt) {
        Optional<Long> iat = jwt.date("iat");
        return Instant.ofEpochSecond(iat.orElseGet(
                () -> jwt.date("exp").orElseThrow() - LONGEST.plus(SKEW).toSeconds()));
    }
}
