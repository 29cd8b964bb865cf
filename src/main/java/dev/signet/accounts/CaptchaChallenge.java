package dev.signet.accounts;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.captcha.AltchaChallenge;
import dev.signet.captcha.Challenge;

/**
 * The answer of {@code POST /api/v1/captchas}.
 *
 * @param image for {@code image}: a {@code data:} URL
 * @param challenge for {@code altcha}: what its widget takes
 * @param siteKey for a remote service: what its widget takes
 * @param expiresIn seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaptchaChallenge(String id, String type, String image, AltchaChallenge challenge, String siteKey, long expiresIn) {

    static CaptchaChallenge of(Challenge issued, Instant now) {
        return new CaptchaChallenge(issued.id(), issued.type(), issued.image().orElse(null), issued.challenge().orElse(null),
                issued.siteKey().orElse(null), Duration.between(now, issued.expiresAt()).toSeconds());
    }
}
