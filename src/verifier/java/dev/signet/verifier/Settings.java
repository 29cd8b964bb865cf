package dev.signet.verifier;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a verifier was told. {@link TokenVerifierBuilder} says what each means.
 *
 * @param issuer without a slash at its end
 */
record Settings(String issuer, Set<String> audience, Set<String> types, Duration skew, Duration lastKnownGood,
        Duration patience, boolean requireStatus, Clock clock) {

    Instant now() {
        return clock.instant();
    }

    /** @return how long ago that was; a clock that was set back makes nothing younger */
    Duration age(Instant then) {
        return Duration.between(then, now()).abs();
    }

    /** @return whether something that the issuer confirmed then may still be believed while it is away */
    boolean isGood(Instant confirmed) {
        return age(confirmed).compareTo(lastKnownGood) <= 0;
    }

    /** @return the URL of an endpoint of the issuer's */
    URI endpoint(String path) {
        return URI.create(issuer + path);
    }

    /** @return whether a URL that the issuer names is at the issuer's own origin (RFC 6454 §5) */
    boolean isOfIssuer(URI url) {
        URI own = URI.create(issuer);
        return url.getUserInfo() == null && own.getScheme().equalsIgnoreCase(url.getScheme())
                && own.getHost().equalsIgnoreCase(url.getHost()) && own.getPort() == url.getPort();
    }
}
