package dev.signet.accounts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.signet.errors.FieldError;
import dev.signet.membership.TypedAccount;
import dev.signet.users.IdentifierKind;

/**
 * The body of {@code POST /api/v1/users}.
 *
 * @param username OPTIONAL
 * @param email OPTIONAL
 * @param phone OPTIONAL; one of the three is REQUIRED
 * @param password REQUIRED
 * @param captcha OPTIONAL a solved challenge
 */
record RegistrationRequest(String username, String email, String phone, String password, CaptchaMember captcha) {

    /** @return the same, its verification code read */
    TypedAccount typed() {
        List<FieldError> errors = new ArrayList<>();
        return new TypedAccount(identifiers(), password, CaptchaMember.read(captcha, errors), errors);
    }

    private Map<IdentifierKind, String> identifiers() {
        Map<IdentifierKind, String> given = new EnumMap<>(IdentifierKind.class);
        put(given, IdentifierKind.USERNAME, username);
        put(given, IdentifierKind.EMAIL, email);
        put(given, IdentifierKind.PHONE, phone);
        return given;
    }

    private static void put(Map<IdentifierKind, String> given, IdentifierKind kind, String text) {
        if (text != null) {
            given.put(kind, text);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "RegistrationRequest[]";
    }
}
