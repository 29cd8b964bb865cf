package dev.signet.tokens;

import java.time.Instant;

/**
 * What an ID token will say (OpenID Connect Core 1.0 §2).
 *
 * @param subject REQUIRED {@code sub}
 * @param clientId REQUIRED: the one {@code aud}
 * @param authTime {@code auth_time}: when the person proved who they are
 * @param sid {@code sid}: the refresh family of the sign-in
 */
public record IdTokenContents(String subject, String clientId, Instant authTime, String sid) {
}
