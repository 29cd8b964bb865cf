package dev.signet.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.membership.CurrentPassword;
import dev.signet.membership.Refusals;

/**
 * The member {@code captcha} of a request.
 *
 * @param id REQUIRED the challenge
 * @param answer REQUIRED what solves it
 */
record CaptchaMember(String id, String answer) {

    /** @return the captcha member, or an error for each of its members that is missing */
    static Optional<CaptchaAnswer> read(CaptchaMember captcha, List<FieldError> errors) {
        if (captcha == null) {
            return Optional.empty();
        }
        List<FieldError> missing = new ArrayList<>();
        if (captcha.id() == null) {
            missing.add(Refusals.required("captcha.id"));
        }
        if (captcha.answer() == null) {
            missing.add(Refusals.required("captcha.answer"));
        }
        errors.addAll(missing);
        return missing.isEmpty() ? Optional.of(new CaptchaAnswer(captcha.id(), captcha.answer())) : Optional.empty();
    }

    /** @return the member {@code current_password} with it; fails with the problem {@code validation} when one is missing */
    static CurrentPassword proof(String currentPassword, CaptchaMember captcha) {
        List<FieldError> errors = new ArrayList<>();
        if (currentPassword == null) {
            errors.add(Refusals.required("current_password"));
        }
        Optional<CaptchaAnswer> answer = read(captcha, errors);
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return new CurrentPassword(currentPassword, answer);
    }
}
