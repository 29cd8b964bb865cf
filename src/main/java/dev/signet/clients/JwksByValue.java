package dev.signet.clients;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client's {@code jwks} by value (RFC 7591 §2): public keys alone. */
final class JwksByValue {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PUBLIC_KEY_TYPES = Set.of("RSA", "EC", "OKP");
    /** RFC 7518 §6.2.2, §6.3.2, §6.4.1: nobody but its owner may have these. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int MOST = 20;
    private static final int LONGEST = 20_000;
    private static final int SHORTEST_RSA = 2048;

    private JwksByValue() {
    }

    static JsonNode parse(String jwks) {
        try {
            return jwks == null ? null : JSON.readTree(jwks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a client's jwks in the database is not JSON");
        }
    }

    /** @return whether it is a JWK Set (RFC 7517 §5) of one key at least, each of them public and readable */
    static boolean arePublic(JsonNode jwks) {
        JsonNode keys = jwks.path("keys");
        if (!keys.isArray() || keys.isEmpty() || keys.size() > MOST || jwks.toString().length() > LONGEST) {
            return false;
        }
        for (JsonNode key : keys) {
            if (!isPublic(key)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPublic(JsonNode key) {
        if (!key.isObject() || !PUBLIC_KEY_TYPES.contains(key.path("kty").asText()) || PRIVATE.stream().anyMatch(key::has)) {
            return false;
        }
        try {
            Map<String, Object> members = JsonUtil.parseJson(key.toString());
            return !(PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey() instanceof RSAPublicKey rsa)
                    || rsa.getModulus().bitLength() >= SHORTEST_RSA;
        } catch (JoseException | RuntimeException e) { // the library lets some malformed members through as they come
            return false;
        }
    }
}
