package dev.signet.sessions;

import java.util.UUID;

/**
 * What a client is still to be told: that a sign-in ended (OpenID Connect Back-Channel Logout 1.0 §2.4).
 *
 * @param id the logout token's {@code jti}
 * @param attempts so far, this one included
 */
public record LogoutNotice(UUID id, String clientId, String sub, String sid, int attempts) {
}
