package dev.signet.tokens;

/**
 * A token that was just signed.
 *
 * @param value the compact serialisation: a secret, never logged
 * @param jti its id, by which it can be revoked
 * @param expiresIn its life in seconds
 */
public record MintedToken(String value, String jti, long expiresIn) {

    /** Never the token itself. */
    @Override
    public String toString() {
        return "MintedToken[" + jti + "]";
    }
}
