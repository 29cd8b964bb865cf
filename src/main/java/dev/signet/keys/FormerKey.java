package dev.signet.keys;

import java.security.PublicKey;

/**
 * The public part of a key that is gone. It verifies what proves nothing, an ID token as a hint, and no access token.
 *
 * @param alg JWS algorithm (RFC 7518 §3.1)
 */
public record FormerKey(String kid, String alg, PublicKey publicKey) {
}
