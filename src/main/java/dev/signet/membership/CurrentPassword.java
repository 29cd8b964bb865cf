package dev.signet.membership;

import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;

/**
 * The password by which a signed-in person proves again who they are.
 *
 * @param captcha a solved challenge, where guesses made one due
 */
public record CurrentPassword(String password, Optional<CaptchaAnswer> captcha) {

    /** Never the password. */
    @Override
    public String toString() {
        return "CurrentPassword[]";
    }
}
