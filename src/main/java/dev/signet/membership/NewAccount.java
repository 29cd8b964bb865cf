package dev.signet.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.users.Identifier;
import dev.signet.users.Identifiers;
import dev.signet.users.ParsedIdentifier;

/**
 * A registration whose every field is right.
 *
 * @param names one at least
 * @param captcha a solved challenge
 */
public record NewAccount(List<Identifier> names, String password, Optional<CaptchaAnswer> captcha) {

    /** @return the registration; fails with the problem {@code validation} that names every field that is wrong */
    public static NewAccount of(TypedAccount request, Identifiers identifiers, PasswordPolicy policy) {
        List<FieldError> errors = new ArrayList<>();
        List<ParsedIdentifier> parsed = new ArrayList<>();
        request.identifiers().forEach((kind, text) -> parsed.add(identifiers.parse(kind, text)));
        List<Identifier> names = parsed.stream().<Identifier> mapMulti((name, out) -> name.accepted().ifPresent(out)).toList();
        parsed.forEach(name -> name.refused().ifPresent(errors::add));
        if (request.identifiers().isEmpty()) {
            errors.add(new FieldError("username", "required", "A username, an email address or a phone number must be given."));
        }
        errors.addAll(judgePassword(request.password(), names, policy));
        errors.addAll(request.errors());
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return new NewAccount(names, request.password(), request.captcha());
    }

    private static List<FieldError> judgePassword(String password, List<Identifier> names, PasswordPolicy policy) {
        return password == null ? List.of(Refusals.required("password"))
                : policy.judge("password", password, names.stream().map(Identifier::value).toList());
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "NewAccount[]";
    }
}
