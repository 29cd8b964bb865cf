package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A key that was just made and is in no ring yet.
 *
 * @param publicJwk null for a MAC key
 * @param secret PKCS #8 of a private key, or the MAC key's bytes
 */
record NewKey(String kid, String use, String alg, String publicJwk, byte[] secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RSA_BITS = 2048;
    private static final int MAC_BYTES = 32;
    private static final int MAC_KID_BYTES = 4;

    /**
     * Takes up to seconds of CPU: never on an event loop.
     *
     * @param alg RS256, PS256, ES256 (P-256) or EdDSA (Ed25519)
     */
    static NewKey signing(String alg) {
        try {
            return signing(pair(alg), alg);
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException(alg + " keys cannot be made", e);
        }
    }

    private static KeyPair pair(String alg) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(switch (alg) {
            case "RS256", "PS256" -> "RSA";
            case "ES256" -> "EC";
            case "EdDSA" -> "Ed25519";
            default -> throw new IllegalArgumentException("no signing key is of the algorithm " + alg);
        });
        if (alg.equals("ES256")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        } else if (!alg.equals("EdDSA")) {
            generator.initialize(RSA_BITS, RANDOM);
        }
        return generator.generateKeyPair();
    }

    private static NewKey signing(KeyPair pair, String alg) throws JoseException {
        JsonWebKey jwk = JsonWebKey.Factory.newJwk(pair.getPublic());
        jwk.setKeyId(thumbprint(jwk));
        jwk.setUse("sig");
        jwk.setAlgorithm(alg);
        return new NewKey(jwk.getKeyId(), "sig", alg, jwk.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                pair.getPrivate().getEncoded());
    }

    /** @return the key's name by what it is: RFC 7638 §3, over the members that RFC 7518 §6 and RFC 8037 §2 require */
    static String thumbprint(JsonWebKey jwk) {
        return jwk.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    static NewKey mac() {
        return new NewKey(HexFormat.of().formatHex(random(MAC_KID_BYTES)), "refresh-mac", "HS256", null, random(MAC_BYTES));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
