package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

import io.vertx.core.json.JsonObject;

/** Makes signed texts of any content, sensible or not. */
public final class Jws {

    private Jws() {
    }

    public static PublicJsonWebKey ecKey() {
        return make(() -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    public static PublicJsonWebKey rsaKey(int bits) {
        return make(() -> RsaJwkGenerator.generateJwk(bits));
    }

    public static PublicJsonWebKey edKey() {
        return make(() -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519));
    }

    /** @return the compact form, signed by the key */
    public static String sign(PublicJsonWebKey key, Map<String, Object> header, JsonObject claims) {
        return sign(key.getPrivateKey(), header, claims);
    }

    /** @return the compact form, authenticated by the secret */
    public static String mac(String secret, Map<String, Object> header, JsonObject claims) {
        return sign(new HmacKey(secret.getBytes(UTF_8)), header, claims);
    }

    /** @return the compact form with a signature of anybody's choice */
    public static String forge(Map<String, Object> header, JsonObject claims, String signature) {
        return encode(new JsonObject(header).encode()) + "." + encode(claims.encode()) + "." + signature;
    }

    private static String sign(java.security.Key key, Map<String, Object> header, JsonObject claims) {
        JsonWebSignature signature = new JsonWebSignature();
        header.forEach(signature.getHeaders()::setObjectHeaderValue);
        signature.setPayload(claims.encode());
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return make(signature::getCompactSerialization);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private interface Making<T> {
        T make() throws JoseException;
    }

    private static <T> T make(Making<T> making) {
        try {
            return making.make();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
