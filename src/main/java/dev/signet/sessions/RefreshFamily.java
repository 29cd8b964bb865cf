package dev.signet.sessions;

import java.util.List;
import java.util.UUID;

/**
 * One person at one client, as minting needs it.
 *
 * @param id the {@code sid}
 * @param user the {@code sub}
 * @param scope granted, separated by spaces
 * @param audience of its access tokens
 */
record RefreshFamily(UUID id, UUID user, String clientId, String scope, List<String> audience) {

    /** @return the family with the scope of one access token */
    RefreshFamily withScope(String narrowed) {
        return new RefreshFamily(id, user, clientId, narrowed, audience);
    }
}
