package dev.signet.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;

import io.vertx.core.json.JsonObject;

/** A client's DPoP key, and the proofs it makes: right ones, and wrong ones by changing a right one. */
public final class DpopKey {
    private final PublicJsonWebKey key;
    private final String alg;

    public DpopKey() {
        this(Jws.ecKey(), "ES256");
    }

    public DpopKey(PublicJsonWebKey key, String alg) {
        this.key = key;
        this.alg = alg;
    }

    public String jkt() {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    public Map<String, Object> publicJwk() {
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    public Map<String, Object> privateJwk() {
        return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
    }

    public Map<String, Object> header() {
        return new HashMap<>(Map.of("typ", "dpop+jwt", "alg", alg, "jwk", publicJwk()));
    }

    public static JsonObject claims(String method, String url) {
        return new JsonObject().put("jti", UUID.randomUUID().toString()).put("htm", method).put("htu", url)
                .put("iat", Instant.now().getEpochSecond());
    }

    public String proof(String method, String url) {
        return proof(header(), claims(method, url));
    }

    public String proof(String method, String url, String accessToken) {
        return proof(header(), claims(method, url).put("ath", ath(accessToken)));
    }

    public String proof(Map<String, Object> header, JsonObject claims) {
        return Jws.sign(key, header, claims);
    }

    public static String ath(String accessToken) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
