package dev.signet.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a person was recognised. What this says must still hold when a sign-in is opened: the password that was judged is
 * still theirs, or the browser session has not ended.
 *
 * @param user who it is
 * @param at {@code auth_time}: when they proved it
 * @param methods {@code amr} (RFC 8176)
 * @param credentialVersion of the password that was judged; without meaning in a browser session
 * @param session the browser session; empty where a password came with the call itself
 */
public record Authentication(UUID user, Instant at, List<String> methods, int credentialVersion, Optional<UUID> session) {
    private static final List<String> PASSWORD = List.of("pwd");

    /** A password that was judged just now. */
    public static Authentication byPassword(UUID user, int credentialVersion, Instant now) {
        return new Authentication(user, now, PASSWORD, credentialVersion, Optional.empty());
    }

    /** A browser that signed in before. */
    public static Authentication in(BrowserSession session) {
        return new Authentication(session.user(), session.authTime(), session.methods(), 0, Optional.of(session.id()));
    }
}
