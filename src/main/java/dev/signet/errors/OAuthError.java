package dev.signet.errors;

import java.util.Map;
import java.util.OptionalInt;

/**
 * An error answer of the OAuth endpoints (RFC 6749 §5.2).
 *
 * @param error the error code of the RFC
 * @param status the HTTP status
 * @param description what a developer reads; RFC 6749 §5.2 allows printable ASCII without {@code "} and {@code \}
 * @param retryAfter seconds, the {@code Retry-After} header of a 503
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
