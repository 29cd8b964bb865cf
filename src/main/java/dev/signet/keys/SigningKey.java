package dev.signet.keys;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key that signs tokens. The algorithm belongs to the key: a verifier takes it from here, never from a token.
 *
 * @param kid RFC 7638 thumbprint (SHA-256)
 * @param alg JWS algorithm (RFC 7518 §3.1)
 * @param publicJwk the public part as JSON, as the JWKS shows it
 */
public record SigningKey(String kid, String alg, KeyState state, PrivateKey privateKey, PublicKey publicKey, String publicJwk) {

    /** Never the key itself. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + " " + alg + " " + state + "]";
    }
}
