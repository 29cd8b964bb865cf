package dev.signet.membership;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;

/** What may be refused to somebody who signs up or in or changes their account, in the words of the JSON API's contract. */
public final class Refusals {
    private static final String CAPTCHAS = "/api/v1/captchas";

    private Refusals() {
    }

    public static Problem invalidCredentials(boolean captchaRequired) {
        return Problem.of("invalid-credentials", 401, "The sign-in was refused", "The identifier or the password is not right.")
                .with("captcha_required", captchaRequired);
    }

    public static Problem captchaRequired() {
        return Problem.of("captcha-required", 403, "A verification code is due", "Solve a challenge and send it as captcha.")
                .with("captcha_url", CAPTCHAS);
    }

    public static Problem captchaInvalid() {
        return Problem.of("captcha-invalid", 403, "The verification code was refused",
                "It was wrong, expired, made for something else, or presented before.").with("captcha_url", CAPTCHAS);
    }

    public static Problem identifierTaken(String field) {
        return Problem.of("identifier-taken", 409, "The identifier is taken", "Somebody is registered with this " + field + ".")
                .with("field", field);
    }

    public static Problem registrationLimit(int retryAfter) {
        return Problem.of("registration-limit", 429, "Too many registrations", "Too many registrations came from this address.")
                .with("retry_after", retryAfter).retryAfter(retryAfter);
    }

    public static Problem busy(int retryAfter) {
        return Problem
                .of("unavailable", 503, "The service is not available", "Other attempts from this address are being judged.")
                .retryAfter(retryAfter);
    }

    public static FieldError required(String field) {
        return new FieldError(field, "required", "This must be given.");
    }
}
