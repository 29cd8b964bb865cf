package dev.signet.captcha;

import java.util.List;
import java.util.Optional;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * What siteverify answers.
 *
 * @param success REQUIRED
 * @param hostname OPTIONAL. Where the widget ran
 * @param action OPTIONAL. What the page said it was for
 * @param score OPTIONAL. 0 (a machine) to 1
 */
record SiteVerifyAnswer(boolean success, Optional<String> hostname, Optional<String> action, Optional<Double> score) {
    static final SiteVerifyAnswer REFUSED = new SiteVerifyAnswer(false, Optional.empty(), Optional.empty(), Optional.empty());
    /** What is wrong is ours or theirs, not the token: the service cannot judge. */
    private static final List<String> CANNOT_JUDGE = List.of("missing-input-secret", "invalid-input-secret", "internal-error",
            "sitekey-secret-mismatch");

    /** @throws IllegalStateException if it is not the JSON that was agreed, or says that the service could not judge */
    static SiteVerifyAnswer parse(Buffer body) {
        try {
            return read(new JsonObject(body.getDelegate()));
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalStateException("its answer is not the JSON that was agreed", e);
        }
    }

    private static SiteVerifyAnswer read(JsonObject json) {
        List<Object> errors = json.getJsonArray("error-codes", new JsonArray()).stream().filter(CANNOT_JUDGE::contains)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("it answered " + errors);
        }
        boolean success = Optional.ofNullable(json.getBoolean("success"))
                .orElseThrow(() -> new DecodeException("success is REQUIRED"));
        return new SiteVerifyAnswer(success, text(json, "hostname"), text(json, "action"),
                Optional.ofNullable(json.getDouble("score")));
    }

    private static Optional<String> text(JsonObject json, String member) {
        return Optional.ofNullable(json.getString(member)).filter(s -> !s.isEmpty());
    }
}
