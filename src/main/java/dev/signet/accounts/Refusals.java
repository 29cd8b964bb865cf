package dev.signet.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;

/** The refusals of the JSON API, in the words of its contract. */
final class Refusals {
    private static final String CAPTCHAS = "/api/v1/captchas";

    private Refusals() {
    }

    static Problem invalidCredentials(boolean captchaRequired) {
        return Problem.of("invalid-credentials", 401, "The sign-in was refused", "The identifier or the password is not right.")
                .with("captcha_required", captchaRequired);
    }

    static Problem captchaRequired() {
        return Problem.of("captcha-required", 403, "A verification code is due", "Solve a challenge and send it as captcha.")
                .with("captcha_url", CAPTCHAS);
    }

    static Problem captchaInvalid() {
        return Problem.of("captcha-invalid", 403, "The verification code was refused",
                "It was wrong, expired, made for something else, or presented before.").with("captcha_url", CAPTCHAS);
    }

    static Problem identifierTaken(String field) {
        return Problem.of("identifier-taken", 409, "The identifier is taken", "Somebody is registered with this " + field + ".")
                .with("field", field);
    }

    static Problem registrationLimit(int retryAfter) {
        return Problem.of("registration-limit", 429, "Too many registrations", "Too many registrations came from this address.")
                .with("retry_after", retryAfter).retryAfter(retryAfter);
    }

    static Problem busy(int retryAfter) {
        return Problem
                .of("unavailable", 503, "The service is not available", "Other attempts from this address are being judged.")
                .retryAfter(retryAfter);
    }

    static Problem invalidRefreshToken() {
        return Problem.of("invalid-refresh-token", 401, "The refresh token was refused", "Sign in again.");
    }

    static FieldError required(String field) {
        return new FieldError(field, "required", "This must be given.");
    }

    /** @return the captcha member, or an error for each of its members that is missing */
    static Optional<CaptchaAnswer> captcha(CaptchaMember captcha, List<FieldError> errors) {
        if (captcha == null) {
            return Optional.empty();
        }
        List<FieldError> missing = new ArrayList<>();
        if (captcha.id() == null) {
            missing.add(required("captcha.id"));
        }
        if (captcha.answer() == null) {
            missing.add(required("captcha.answer"));
        }
        errors.addAll(missing);
        return missing.isEmpty() ? Optional.of(new CaptchaAnswer(captcha.id(), captcha.answer())) : Optional.empty();
    }
}
