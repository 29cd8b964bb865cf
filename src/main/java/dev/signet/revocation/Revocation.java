package dev.signet.revocation;

import java.util.Locale;

/**
 * Something that was revoked.
 *
 * @param value the {@code jti} or {@code sid} of the tokens meant
 */
public record Revocation(Kind kind, String value) {

    /** The claim by which tokens are named. */
    public enum Kind {
        /** One access token (RFC 7519 §4.1.7). */
        JTI,
        /** Every token of a sign-in at a client. */
        SID;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @return the revocation of one access token */
    public static Revocation jti(String jti) {
        return new Revocation(Kind.JTI, jti);
    }

    /** @return the revocation of every token of a sign-in */
    public static Revocation sid(String sid) {
        return new Revocation(Kind.SID, sid);
    }

    /** @return {@code sid:…} or {@code jti:…}: the entry's name in memory and in Redis */
    String key() {
        return kind.text() + ":" + value;
    }

    static Revocation of(String kind, String value) {
        return new Revocation(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), value);
    }
}
