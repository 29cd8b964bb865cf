package dev.signet.errors;

import java.util.Map;
import java.util.OptionalInt;

/**
 * An error answer of the OAuth endpoints (RFC 6749 §5.2).
 *
 * @param error the error code of the RFC
 * @param status the HTTP status
 * @param description what a developer reads; RFC 6749 §5.2 allows printable ASCII without {@code "} and {@code \}
 * @param retryAfter seconds, the {@code Retry-After} header of a 429 or 503
 */
public record OAuthError(String error, int status, String description, OptionalInt retryAfter) implements Refusal {
    private static final Map<Integer, String> BY_STATUS = Map.of(
            401, "invalid_token", 403, "insufficient_scope", 500, "server_error", 503, "temporarily_unavailable");

    public OAuthError(String error, int status, String description) {
        this(error, status, description, OptionalInt.empty());
    }

    public static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", 400, description);
    }

    /** @return 401; the answer carries {@code WWW-Authenticate: Basic} */
    public static OAuthError invalidClient(String description) {
        return new OAuthError("invalid_client", 401, description);
    }

    public static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", 400, description);
    }

    public static OAuthError unauthorizedClient(String description) {
        return new OAuthError("unauthorized_client", 400, description);
    }

    public static OAuthError unsupportedGrantType(String description) {
        return new OAuthError("unsupported_grant_type", 400, description);
    }

    public static OAuthError invalidScope(String description) {
        return new OAuthError("invalid_scope", 400, description);
    }

    /** @return 429 (RFC 6585 §4): not {@code invalid_client}, at which a client would throw its good secret away */
    public static OAuthError tooManyClientFailures(int retryAfterSeconds) {
        return new OAuthError("temporarily_unavailable", 429, "The client failed to prove itself too often from this address.",
                OptionalInt.of(retryAfterSeconds));
    }

    /** @return 400 at the token endpoint, 401 at a resource (RFC 9449 §5, §7.1) */
    public static OAuthError invalidDpopProof(int status, String description) {
        return new OAuthError("invalid_dpop_proof", status, description);
    }

    /** @return 400 at the token endpoint, 401 at a resource; the answer carries {@code DPoP-Nonce} (RFC 9449 §8, §9) */
    public static OAuthError useDpopNonce(int status) {
        return new OAuthError("use_dpop_nonce", status, "The DPoP proof needs the nonce of this answer.");
    }

    /** @return 401 for a token that was sent as Bearer although it is bound to a key (RFC 9449 §7.2) */
    public static OAuthError dpopRequired() {
        return new OAuthError("invalid_token", 401, "The token is bound to a key: send it with the scheme DPoP and a proof.");
    }

    static OAuthError of(Problem problem) {
        String error = BY_STATUS.getOrDefault(problem.status(), "invalid_request");
        return new OAuthError(error, problem.status(), problem.detail(), problem.retryAfter());
    }

    public OAuthException asException() {
        return new OAuthException(this);
    }

    @Override
    public Problem asProblem() {
        Problem problem = Problem.of(error.replace('_', '-'), status, "The request was refused", description);
        return retryAfter.isPresent() ? problem.retryAfter(retryAfter.getAsInt()) : problem;
    }

    @Override
    public OAuthError asOAuthError() {
        return this;
    }
}
