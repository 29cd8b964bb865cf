package dev.signet.tokens;

/**
 * A status list as verifiers get it.
 *
 * @param value the compact serialisation of a {@code statuslist+jwt}
 * @param tag the same on every replica that knows the same revocations, for half the token's life
 */
public record StatusListToken(String value, String tag) {
}
