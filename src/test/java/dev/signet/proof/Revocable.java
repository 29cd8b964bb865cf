package dev.signet.proof;

import java.util.function.Supplier;

import dev.signet.testing.HttpCall;

/**
 * A live token, and the call that revokes it.
 *
 * @param way how it is revoked: {@code logout}, {@code revoke}, {@code session} or {@code client}
 */
record Revocable(String way, String token, Supplier<HttpCall> call) {

    /** Never the token. */
    @Override
    public String toString() {
        return "Revocable[" + way + "]";
    }
}
