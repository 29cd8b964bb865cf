package dev.signet.login;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.signet.membership.TypedAccount;
import dev.signet.pages.Field;
import dev.signet.users.IdentifierKind;

/** The fields of {@code /register}. */
final class SignUpForm {
    private static final String PASSWORD = "password";

    private SignUpForm() {
    }

    /** @return what was typed; a field left empty was not given */
    static TypedAccount read(SentForm sent) {
        Map<IdentifierKind, String> identifiers = new EnumMap<>(IdentifierKind.class);
        for (IdentifierKind kind : IdentifierKind.values()) {
            sent.fields().get(kind.text()).filter(text -> !text.isBlank()).ifPresent(text -> identifiers.put(kind, text));
        }
        return new TypedAccount(identifiers, sent.fields().get(PASSWORD).orElse(null), sent.captcha(), List.of());
    }

    /** @return what was typed and may be shown again */
    static Map<String, String> shown(SentForm sent) {
        return Map.of("username", sent.text("username"), "email", sent.text("email"), "phone", sent.text("phone"));
    }

    static List<Field> fields(SignInMessages words, int minLength, Map<String, String> values, Map<String, String> errors) {
        return List.of(
                Field.text("username", words.username(), "username").filled(values, errors),
                Field.text("email", words.email(), "email").type("email").filled(values, errors),
                Field.text("phone", words.phone(), "tel").type("tel").hint(words.phoneHint()).filled(values, errors),
                Field.text(PASSWORD, words.password(), "new-password").type(PASSWORD).mandatory()
                        .hint(words.passwordHint(minLength)).filled(values, errors));
    }
}
