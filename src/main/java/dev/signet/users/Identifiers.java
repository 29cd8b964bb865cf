package dev.signet.users;

import static dev.signet.users.IdentifierKind.EMAIL;
import static dev.signet.users.IdentifierKind.PHONE;
import static dev.signet.users.IdentifierKind.USERNAME;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.Sha256;
import io.quarkus.runtime.Startup;

/**
 * Reads what people type as their name. Never fails on a text, whatever is in it.
 *
 * <p>
 * The kind of an accepted identifier follows from its looks alone, never from who is registered or how Signet is set:
 * for each identifier that {@link #parse} accepts, {@link #guess} of what was typed gives that identifier. So nobody can
 * register a name under which another one signs in.
 */
@Startup(1) // a wrong region is a refusal to start, not a surprise at the first registration
@ApplicationScoped
public class Identifiers {
    private static final int LONGEST = 512; // UTF-16 units, looked at before anything reads the text

    private final PhoneSyntax phones;

    Identifiers(UsersConfig config) {
        phones = new PhoneSyntax(config.defaultRegion());
    }

    /**
     * @param kind what the text was given as
     * @param raw as typed, or null when the member was missing
     * @return the identifier, or a field error {@code required}, {@code too-short}, {@code too-long}, {@code malformed},
     *         {@code looks-like-email} or {@code looks-like-phone}
     */
    public ParsedIdentifier parse(IdentifierKind kind, String raw) {
        if (raw == null || raw.isBlank()) {
            return ParsedIdentifier.refused(kind, "required", "This must not be empty.");
        }
        if (raw.length() > LONGEST) {
            return ParsedIdentifier.refused(kind, "too-long", "This is too long.");
        }
        String text = raw.strip();
        return switch (kind) {
            case USERNAME -> UsernameSyntax.parse(text);
            case EMAIL -> EmailSyntax.parse(text);
            case PHONE -> phones.parse(text);
        };
    }

    /**
     * Finds which of the three a person signs in with.
     *
     * @param raw as typed; null is read as empty
     * @return the identifier; for a text that nobody can have registered, one that nobody has, and the same one each time,
     *         so that an attempt with it costs and counts like any other
     */
    public Identifier guess(String raw) {
        String typed = raw == null ? "" : raw;
        IdentifierKind kind = kindOf(typed.strip());
        return parse(kind, typed).fold(identifier -> identifier, error -> nobody(kind, typed));
    }

    private static IdentifierKind kindOf(String text) {
        if (EmailSyntax.looksLikeEmail(text)) {
            return EMAIL;
        }
        return PhoneSyntax.looksLikePhone(text) ? PHONE : USERNAME;
    }

    /** The value starts with a space, which no accepted identifier does; hashed, because Postgres takes no NUL. */
    private static Identifier nobody(IdentifierKind kind, String typed) {
        String value = " " + HexFormat.of().formatHex(Sha256.of(typed.getBytes(StandardCharsets.UTF_8)));
        return new Identifier(kind, value, value);
    }
}
