package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.altcha.altcha.Altcha;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** ALTCHA: a proof of work that a browser does unseen. One hash to pose, one to judge. */
@ApplicationScoped
class AltchaProvider implements CaptchaProvider {
    static final String TYPE = "altcha";
    private static final long LEAST_MAX_NUMBER = 1_000;
    private static final long GREATEST_MAX_NUMBER = 10_000_000;
    private static final int MAX_PAYLOAD_LENGTH = 2_048;

    /** The own one first. */
    private final List<String> hmacKeys;
    private final long maxNumber;

    AltchaProvider(CaptchaConfig config, ChallengeSeal seal) {
        this.hmacKeys = seal.keys(TYPE);
        this.maxNumber = bounded(config.altcha().maxNumber());
    }

    private static long bounded(long maxNumber) {
        if (maxNumber < LEAST_MAX_NUMBER || maxNumber > GREATEST_MAX_NUMBER) {
            throw new ConfigurationException("signet.captcha.altcha.max-number is " + maxNumber + ": it must be "
                    + LEAST_MAX_NUMBER + " to " + GREATEST_MAX_NUMBER + ".");
        }
        return maxNumber;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<Pose> pose(Instant expiresAt) {
        return Uni.createFrom().item(() -> Pose.work(create(expiresAt)));
    }

    private AltchaChallenge create(Instant expiresAt) {
        try {
            Altcha.Challenge made = Altcha.createChallenge(new Altcha.ChallengeOptions()
                    .setAlgorithm(Altcha.Algorithm.SHA256)
                    .setMaxNumber(maxNumber)
                    .setSecureRandomNumber(true)
                    .setExpires(expiresAt.getEpochSecond())
                    .setHmacKey(hmacKeys.get(0)));
            return new AltchaChallenge(made.algorithm, made.challenge, made.maxnumber, made.salt, made.signature);
        } catch (Exception e) {
            throw new IllegalStateException("an ALTCHA challenge cannot be made", e);
        }
    }

    @Override
    public Uni<Boolean> judge(Attempt attempt) {
        return Uni.createFrom().item(() -> attempt.answer().length() <= MAX_PAYLOAD_LENGTH && isSolved(attempt));
    }

    /** Its expiry is not asked for again: the sealed one is the same, and is judged by our clock. */
    private boolean isSolved(Attempt attempt) {
        try {
            Altcha.Payload payload = parse(attempt.answer());
            return attempt.isSolvedBy(payload.challenge) && isSigned(payload);
        } catch (Exception malformed) {
            return false;
        }
    }

    private boolean isSigned(Altcha.Payload payload) throws Exception {
        for (String key : hmacKeys) {
            if (Altcha.verifySolution(payload, key, false)) {
                return true;
            }
        }
        return false;
    }

    private static Altcha.Payload parse(String base64) {
        JsonObject json = new JsonObject(new String(Base64.getDecoder().decode(base64), UTF_8));
        Altcha.Payload payload = new Altcha.Payload();
        payload.algorithm = json.getString("algorithm");
        payload.challenge = json.getString("challenge");
        payload.number = json.getLong("number");
        payload.salt = json.getString("salt");
        payload.signature = json.getString("signature");
        return payload;
    }
}
