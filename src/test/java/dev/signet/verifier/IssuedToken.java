package dev.signet.verifier;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.testing.Jws;
import io.vertx.core.json.JsonObject;

/** An access token as the issuer makes it, and everything that can be wrong with one by changing that. */
final class IssuedToken {
    static final String AUDIENCE = "https://orders.example";

    private final PublicJsonWebKey key;
    private final Map<String, Object> header = new HashMap<>();
    private final JsonObject claims = new JsonObject();

    private IssuedToken(PublicJsonWebKey key) {
        this.key = key;
    }

    static IssuedToken of(StubIssuer issuer, PublicJsonWebKey key) {
        Instant now = issuer.clock.instant();
        IssuedToken token = new IssuedToken(key);
        token.header.putAll(Map.of("typ", "at+jwt", "alg", key.getAlgorithm(), "kid", key.getKeyId()));
        token.claims.put("iss", issuer.url()).put("sub", "alice").put("aud", List.of("https://other.example", AUDIENCE))
                .put("iat", now.getEpochSecond()).put("nbf", now.getEpochSecond()).put("exp", now.getEpochSecond() + 300)
                .put("jti", UUID.randomUUID().toString()).put("client_id", "app").put("scope", "read write")
                .put("sid", UUID.randomUUID().toString());
        return token;
    }

    /** @return the same with another claim; without it for null */
    IssuedToken with(String claim, Object value) {
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return this;
    }

    IssuedToken header(String name, Object value) {
        if (value == null) {
            header.remove(name);
        } else {
            header.put(name, value);
        }
        return this;
    }

    IssuedToken status(String uri, Object idx) {
        return with("status", new JsonObject().put("status_list", new JsonObject().put("idx", idx).put("uri", uri)));
    }

    Map<String, Object> header() {
        return header;
    }

    JsonObject claims() {
        return claims;
    }

    String jti() {
        return claims.getString("jti");
    }

    String sid() {
        return claims.getString("sid");
    }

    String signed() {
        return signedBy(key);
    }

    String signedBy(PublicJsonWebKey other) {
        return Jws.sign(other, header, claims);
    }
}
