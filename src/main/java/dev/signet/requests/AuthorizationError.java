package dev.signet.requests;

import java.util.Optional;

/**
 * An error that goes back to the client by its redirect URI (RFC 6749 §4.1.2.1).
 *
 * @param redirectUri proven to be the client's
 * @param responseMode {@code query} or {@code form_post}
 * @param state as the client sent it
 * @param error the code of the RFC
 * @param description for the client's developer, printable ASCII
 */
public record AuthorizationError(String redirectUri, String responseMode, Optional<String> state, String error,
        String description) {

    /** @return the error as the answer to a request that was good until then */
    public static AuthorizationError of(AuthorizationRequest request, String error, String description) {
        return new AuthorizationError(request.redirectUri(), request.responseMode(), request.state(), error, description);
    }
}
