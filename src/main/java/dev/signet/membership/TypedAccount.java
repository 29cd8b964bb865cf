package dev.signet.membership;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.errors.FieldError;
import dev.signet.users.IdentifierKind;

/**
 * A registration as it was typed.
 *
 * @param identifiers what was given, by its kind; one is REQUIRED
 * @param password REQUIRED; null when it is missing
 * @param captcha OPTIONAL a solved challenge
 * @param errors what its reader found wrong already
 */
public record TypedAccount(Map<IdentifierKind, String> identifiers, String password, Optional<CaptchaAnswer> captcha,
        List<FieldError> errors) {

    /** Never the password. */
    @Override
    public String toString() {
        return "TypedAccount[]";
    }
}
