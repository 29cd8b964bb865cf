package dev.signet.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;

/**
 * The password by which a signed-in person proves again who they are.
 *
 * @param captcha a solved challenge, where guesses made one due
 */
record CurrentPassword(String password, Optional<CaptchaAnswer> captcha) {

    /** @return the password; fails with the problem {@code validation} when a member is missing */
    static CurrentPassword of(String password, CaptchaMember captcha) {
        List<FieldError> errors = new ArrayList<>();
        if (password == null) {
            errors.add(Refusals.required("current_password"));
        }
        Optional<CaptchaAnswer> answer = Refusals.captcha(captcha, errors);
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return new CurrentPassword(password, answer);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "CurrentPassword[]";
    }
}
