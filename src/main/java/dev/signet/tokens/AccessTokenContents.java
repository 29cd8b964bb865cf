package dev.signet.tokens;

import java.util.List;
import java.util.Optional;

/**
 * What an access token will say, beyond what every one says (RFC 9068 §2.2).
 *
 * @param subject REQUIRED {@code sub}: a user's id, or the client's own {@code client_id} where no person is involved
 * @param clientId REQUIRED {@code client_id}
 * @param audience REQUIRED {@code aud}: one resource server at least, never a client
 * @param scope {@code scope}, separated by spaces; empty leaves it out
 * @param sid OPTIONAL {@code sid}: the refresh family of the sign-in
 */
public record AccessTokenContents(String subject, String clientId, List<String> audience, String scope, Optional<String> sid) {
}
