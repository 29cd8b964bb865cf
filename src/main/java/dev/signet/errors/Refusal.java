package dev.signet.errors;

import java.util.OptionalInt;

/** What an answer of failure says, before the path decides its shape. Either kind can be told in the other's words. */
sealed interface Refusal permits Problem, OAuthError {

    int status();

    /** @return seconds until a further try makes sense, the {@code Retry-After} of the answer */
    OptionalInt retryAfter();

    Problem asProblem();

    OAuthError asOAuthError();
}
