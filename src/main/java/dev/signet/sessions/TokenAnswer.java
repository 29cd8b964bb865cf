package dev.signet.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A successful token answer (RFC 6749 §5.1).
 *
 * @param accessToken REQUIRED
 * @param tokenType REQUIRED
 * @param expiresIn RECOMMENDED, seconds
 * @param refreshToken OPTIONAL
 * @param idToken OPTIONAL (OpenID Connect Core 1.0 §3.1.3.3)
 * @param scope what was granted
 * @param issuedTokenType REQUIRED of a token exchange (RFC 8693 §2.2.1), else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("id_token") String idToken,
        @JsonProperty("scope") String scope,
        @JsonProperty("issued_token_type") String issuedTokenType) {

    public TokenAnswer(String accessToken, String tokenType, long expiresIn, String refreshToken, String idToken,
            String scope) {
        this(accessToken, tokenType, expiresIn, refreshToken, idToken, scope, null);
    }

    /** Never the tokens themselves. */
    @Override
    public String toString() {
        return "TokenAnswer[" + scope + "]";
    }
}
