package dev.signet.users;

import static dev.signet.users.IdentifierKind.USERNAME;

import rocks.xmpp.precis.PrecisProfiles;

/**
 * Usernames: UsernameCaseMapped of RFC 8265 §3.3, so that width, case and composition do not make two people of one name.
 * A name that would be guessed as an email address or a phone number is refused, or its owner could squat on another's.
 */
final class UsernameSyntax {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 64;

    private UsernameSyntax() {
    }

    /** @param text trimmed and of bounded length */
    static ParsedIdentifier parse(String text) {
        if (EmailSyntax.looksLikeEmail(text)) {
            return refused("looks-like-email", "A username must not contain @.");
        }
        if (PhoneSyntax.looksLikePhone(text)) {
            return looksLikePhone();
        }
        try {
            return judge(text, PrecisProfiles.USERNAME_CASE_MAPPED.enforce(text));
        } catch (IllegalArgumentException e) { // what the profile does not allow, empty included
            return refused("malformed", "A username is made of letters, digits and punctuation, without spaces.");
        }
    }

    private static ParsedIdentifier judge(String text, String value) {
        if (PhoneSyntax.looksLikePhone(value)) { // width mapping can make it so
            return looksLikePhone();
        }
        int length = value.codePointCount(0, value.length());
        if (length < SHORTEST) {
            return refused("too-short", "A username has at least " + SHORTEST + " characters.");
        }
        if (length > LONGEST) {
            return refused("too-long", "A username has at most " + LONGEST + " characters.");
        }
        return ParsedIdentifier.accepted(new Identifier(USERNAME, value, text));
    }

    private static ParsedIdentifier looksLikePhone() {
        return refused("looks-like-phone", "A username must not look like a phone number: add a letter.");
    }

    private static ParsedIdentifier refused(String code, String message) {
        return ParsedIdentifier.refused(USERNAME, code, message);
    }
}
