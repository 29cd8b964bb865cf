package dev.signet.requests;

import java.util.function.BiFunction;
import java.util.function.Function;

/** What came of judging an authorization request. */
public sealed interface JudgedAuthorization {

    /**
     * @param good the request
     * @param refused the error that the client is told at its redirect URI
     * @param unproven error code and description, for whoever looks at the screen: where to redirect is not certain
     */
    <R> R fold(Function<AuthorizationRequest, R> good, Function<AuthorizationError, R> refused,
            BiFunction<String, String, R> unproven);

    record Good(AuthorizationRequest request) implements JudgedAuthorization {
        @Override
        public <R> R fold(Function<AuthorizationRequest, R> good, Function<AuthorizationError, R> refused,
                BiFunction<String, String, R> unproven) {
            return good.apply(request);
        }
    }

    record Refused(AuthorizationError error) implements JudgedAuthorization {
        @Override
        public <R> R fold(Function<AuthorizationRequest, R> good, Function<AuthorizationError, R> refused,
                BiFunction<String, String, R> unproven) {
            return refused.apply(error);
        }
    }

    record Unproven(String error, String description) implements JudgedAuthorization {
        @Override
        public <R> R fold(Function<AuthorizationRequest, R> good, Function<AuthorizationError, R> refused,
                BiFunction<String, String, R> unproven) {
            return unproven.apply(error, description);
        }
    }
}
