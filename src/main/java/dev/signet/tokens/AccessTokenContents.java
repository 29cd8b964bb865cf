package dev.signet.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.revocation.StatusEntry;

/**
 * What an access token will say, beyond what every one says (RFC 9068 §2.2).
 *
 * @param subject REQUIRED {@code sub}: a person's, or the client's own {@code client_id} where no person is involved
 * @param audience REQUIRED {@code aud}: one resource server at least, never a client
 * @param scope {@code scope}, separated by spaces; empty leaves it out
 * @param sid OPTIONAL {@code sid}: the refresh family of the sign-in
 * @param confirmation {@code cnf}: the key that must be shown beside the token
 * @param actor {@code act} (RFC 8693 §4.1): who acts for the subject; empty leaves it out
 * @param notAfter when it must be dead, where that is before its usual life is over
 * @param status {@code status}: the entry of the sign-in; a token of the client's own gets one of its own
 */
public record AccessTokenContents(String subject, List<String> audience, String scope, Optional<String> sid,
        Confirmation confirmation, Map<String, Object> actor, Optional<Instant> notAfter,
        Optional<StatusEntry> status) {

    public AccessTokenContents(String subject, List<String> audience, String scope, Optional<String> sid,
            Confirmation confirmation, Optional<StatusEntry> status) {
        this(subject, audience, scope, sid, confirmation, Map.of(), Optional.empty(), status);
    }
}
