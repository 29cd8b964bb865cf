package dev.signet.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person at one browser. It gives no token by itself: clients get theirs through the sign-ins opened in it.
 *
 * @param id names the row; it is never the cookie's value and never a {@code sid}
 * @param user who signed in
 * @param authTime when they last proved who they are
 * @param methods by what ({@code amr})
 */
public record BrowserSession(UUID id, UUID user, Instant authTime, List<String> methods) {
}
