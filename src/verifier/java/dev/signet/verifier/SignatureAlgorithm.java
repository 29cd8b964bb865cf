package dev.signet.verifier;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** The signatures that are believed (RFC 7518 §3.1, RFC 8037 §3.1): not {@code none}, nothing with a shared secret. */
enum SignatureAlgorithm {
    RS256("RSA"),
    PS256("RSA"),
    ES256("EC"),
    EDDSA("OKP");

    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 8_192;
    /** RFC 7518 §6 and RFC 8037 §2: what only the holder may know. */
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final String kty;

    SignatureAlgorithm(String kty) {
        this.kty = kty;
    }

    /** @return the value of {@code alg} */
    String text() {
        return this == EDDSA ? "EdDSA" : name();
    }

    static Optional<SignatureAlgorithm> named(String text) {
        return Arrays.stream(values()).filter(alg -> alg.text().equals(text)).findFirst();
    }

    /** @return their names with a space between, as a challenge tells them (RFC 9449 §7.1) */
    static String names() {
        return String.join(" ", Arrays.stream(values()).map(SignatureAlgorithm::text).toList());
    }

    /** @return the public key of a JWK (RFC 7517 §4); empty for one with private members, of another kind, or too weak */
    Optional<PublicJsonWebKey> read(Map<String, Object> jwk) {
        if (PRIVATE.stream().anyMatch(jwk::containsKey)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(jwk)).filter(this::takes);
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean takes(JsonWebKey jwk) {
        return kty.equals(jwk.getKeyType()) && isStrong(jwk)
                && (jwk.getUse() == null || "sig".equals(jwk.getUse()))
                && (jwk.getKeyOps() == null || jwk.getKeyOps().contains("verify"))
                && (jwk.getAlgorithm() == null || text().equals(jwk.getAlgorithm()));
    }

    private static boolean isStrong(JsonWebKey jwk) {
        if (jwk instanceof RsaJsonWebKey rsa) {
            int bits = rsa.getRsaPublicKey().getModulus().bitLength();
            return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
        }
        return jwk instanceof EllipticCurveJsonWebKey ec ? "P-256".equals(ec.getCurveName())
                : jwk instanceof OctetKeyPairJsonWebKey okp && "Ed25519".equals(okp.getSubtype());
    }
}
