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
    static final Duration SKEW = JwtTimes.SKEW;
    /** A stolen assertion that was never used dies soon, and its mark need not be kept for long. */
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LONGEST_JTI = 256;

    boolean hold(SignedJwt jwt, Client client) {
        return jwt.claim("iss").filter(client.clientId()::equals).isPresent()
                && jwt.claim("sub").filter(client.clientId()::equals).isPresent()
                && audiences.areMeantBy(jwt.rawClaim("aud"), client)
                && new JwtTimes(now, LONGEST).hold(jwt)
                && jwt.claim("jti").filter(jti -> !jti.isEmpty() && jti.length() <= LONGEST_JTI).isPresent();
    }

    /** @return when it was made: its {@code iat}, else the earliest moment at which its {@code exp} would have been taken */
    static Instant issuedAt(SignedJwt jwt) {
        Optional<Long> iat = jwt.date("iat");
        return Instant.ofEpochSecond(iat.orElseGet(
                () -> jwt.date("exp").orElseThrow() - LONGEST.plus(SKEW).toSeconds()));
    }
}
