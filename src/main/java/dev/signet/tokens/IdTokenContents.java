package dev.signet.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ID token will say (OpenID Connect Core 1.0 §2).
 *
 * @param subject REQUIRED {@code sub}
 * @param authTime {@code auth_time}: when the person proved who they are
 * @param nonce {@code nonce}, as the request had it
 * @param acr {@code acr}: how surely
 * @param amr {@code amr} (RFC 8176): by what
 * @param sid {@code sid}: the refresh family of the sign-in
 * @param accessToken beside which it is given, named by {@code at_hash}
 * @param claims about the person, asked for one by one (§5.5)
 */
public record IdTokenContents(String subject, Instant authTime, Optional<String> nonce, String acr, List<String> amr,
        String sid, String accessToken, Map<String, Object> claims) {

    /** Never the token. */
    @Override
    public String toString() {
        return "IdTokenContents[" + sid + "]";
    }
}
