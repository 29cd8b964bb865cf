package dev.signet.revocation;

import java.util.List;
import java.util.Locale;

/**
 * Something that was revoked.
 *
 * @param value what the tokens meant have in common: their {@code jti}, {@code sid}, {@code client_id} or {@code kid}
 * @param entries of the status lists that tell of it; a client's and a key's are found by their blocks and lists
 */
public record Revocation(Kind kind, String value, List<StatusEntry> entries) {

    /** By what tokens are named. */
    public enum Kind {
        /** One access token (RFC 7519 §4.1.7). */
        JTI,
        /** Every token of a sign-in at a client. */
        SID,
        /** Every token of a client that was issued until then. */
        CLIENT,
        /** Every token that a key signed, whenever. */
        KID;

        /** @return the name as it is stored and told */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Revocation {
        entries = List.copyOf(entries);
    }

    /** @return the revocation of one access token */
    public static Revocation jti(String jti, List<StatusEntry> entries) {
        return new Revocation(Kind.JTI, jti, entries);
    }

    /** @return the revocation of every token of a sign-in */
    public static Revocation sid(String sid, List<StatusEntry> entries) {
        return new Revocation(Kind.SID, sid, entries);
    }

    /** @return the revocation of every token that a client was given until now */
    public static Revocation client(String clientId) {
        return new Revocation(Kind.CLIENT, clientId, List.of());
    }

    /** @return the revocation of every token that a key signed */
    public static Revocation kid(String kid) {
        return new Revocation(Kind.KID, kid, List.of());
    }

    /** @return {@code sid:…}, {@code jti:…}: the entry's name in memory and in Redis */
    String key() {
        return key(kind, value);
    }

    static String key(Kind kind, String value) {
        return kind.text() + ":" + value;
    }
}
