package dev.signet.verifier;

import java.time.Duration;
import java.util.function.Function;

/** What a token is worth to a resource server. */
public sealed interface Verification {

    /**
     * @param valid takes the token: serve the call
     * @param refused takes what to answer: 401, with a challenge
     * @param unavailable takes when to try again: 503, since the issuer is away
     */
    <R> R fold(Function<VerifiedToken, R> valid, Function<Refused, R> refused, Function<Unavailable, R> unavailable);

    /** Signed by the issuer, for this resource, of now, held by whoever sent it, and not revoked. */
    record Valid(VerifiedToken token) implements Verification {
        @Override
        public <R> R fold(Function<VerifiedToken, R> valid, Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return valid.apply(token);
        }
    }

    /**
     * No good, and the issuer need not be asked: answer 401.
     *
     * @param error RFC 6750 §3.1 or RFC 9449 §7.1; empty where there was no token
     * @param description in words for the client's developer; never a part of the token
     * @param challenge the value of {@code WWW-Authenticate}
     */
    record Refused(String error, String description, String challenge) implements Verification {
        @Override
        public <R> R fold(Function<VerifiedToken, R> valid, Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * Nobody can tell, as the issuer was not heard for too long: answer 503.
     *
     * @param missing what it would have to tell, for a log
     * @param retryAfter when to try again: {@code Retry-After}, in whole seconds
     */
    record Unavailable(String missing, Duration retryAfter) implements Verification {
        @Override
        public <R> R fold(Function<VerifiedToken, R> valid, Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return unavailable.apply(this);
        }
    }
}
