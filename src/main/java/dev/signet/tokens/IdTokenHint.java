package dev.signet.tokens;

import java.util.Optional;
import java.util.UUID;

/**
 * An ID token of ours that came back as a hint, expired or not: it says who is meant and proves nothing.
 *
 * @param person whom it was about
 * @param clientId whom it was for
 * @param sid the sign-in that it was given in
 */
public record IdTokenHint(UUID person, String clientId, Optional<UUID> sid) {
}
