package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

import dev.signet.testing.Http;
import dev.signet.testing.RelyingParty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Verifies ID tokens as a client must (OpenID Connect Core 1.0 §3.1.3.7), by the keys that discovery leads to. */
final class IdTokens {
    private final Http http;
    private final String issuer;

    IdTokens(Http http, String issuer) {
        this.http = http;
        this.issuer = issuer;
    }

    /** @return the header of a token whose signature is right */
    Map<String, Object> header(String idToken) {
        try {
            JsonWebKeySet keys = new JsonWebKeySet(http.get("/.well-known/jwks.json").text());
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(idToken);
            jws.setKey(keys.findJsonWebKey(jws.getKeyIdHeaderValue(), null, "sig", jws.getAlgorithmHeaderValue()).getKey());
            assertThat(jws.verifySignature()).as("the signature").isTrue();
            return new JsonObject(jws.getHeader()).getMap();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the claims of the ID token of a token answer, when everything about them is right */
    JsonObject verified(JsonObject tokens, String clientId) {
        String idToken = tokens.getString("id_token");
        assertThat(header(idToken)).containsKey("kid").doesNotContainEntry("alg", "none");
        JsonObject claims = RelyingParty.claims(idToken);
        long now = Instant.now().getEpochSecond();
        assertThat(claims.getString("iss")).isEqualTo(issuer);
        assertThat(audience(claims)).contains(clientId);
        assertThat(claims.getString("azp", clientId)).isEqualTo(clientId);
        assertThat(claims.getLong("exp")).isGreaterThan(now);
        assertThat(claims.getLong("iat")).isBetween(now - 300, now + 30);
        assertThat(claims.getString("sub")).matches("\\p{ASCII}{1,255}");
        assertThat(claims.getString("at_hash")).isEqualTo(leftHalf(tokens.getString("access_token")));
        return claims;
    }

    private static JsonArray audience(JsonObject claims) {
        return claims.getValue("aud") instanceof JsonArray many ? many : new JsonArray().add(claims.getValue("aud"));
    }

    /** OpenID Connect Core 1.0 §3.1.3.6, for the algorithms whose hash is SHA-256. */
    private static String leftHalf(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
