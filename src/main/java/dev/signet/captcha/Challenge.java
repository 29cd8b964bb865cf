package dev.signet.captcha;

import java.time.Instant;
import java.util.Optional;

/**
 * A challenge to hand out.
 *
 * @param id the sealed challenge, base64url; comes back with the answer
 * @param type {@code image}, {@code altcha} or the remote service's name
 * @param image for {@code image}: a {@code data:image/png;base64,} URL
 * @param challenge for {@code altcha}
 * @param siteKey for a remote service: the public key that its widget takes
 * @param expiresAt from when on it is refused
 */
public record Challenge(String id, String type, Optional<String> image, Optional<AltchaChallenge> challenge,
        Optional<String> siteKey, Instant expiresAt) {
}
