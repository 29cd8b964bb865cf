package dev.signet.clients;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an operator may call a client. */
public final class ClientIdSyntax {
    /** For whoever chose another. */
    public static final String RULE = "1 to 128 letters, digits, dots, underscores, tildes and hyphens,"
            + " and not a UUID of version 7, which a person's sub is";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
    /** RFC 9562 §5.7: what {@link dev.signet.stores.UuidV7} makes. */
    private static final Pattern SUBJECT = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private ClientIdSyntax() {
    }

    /**
     * @return whether it may be a {@code client_id}. In a token that a client gets for itself it is the {@code sub} (RFC 9068
     *         §2.2): one in the form of a person's could be taken for that person (RFC 9700 §4.15.1)
     */
    public static boolean isFit(String id) {
        return ID.matcher(id).matches() && !SUBJECT.matcher(id.toLowerCase(Locale.ROOT)).matches();
    }
}
