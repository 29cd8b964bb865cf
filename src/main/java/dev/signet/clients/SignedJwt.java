package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A JWT that a client made (RFC 7519, RFC 7515 §7.1), read and not yet believed. The header's {@code jku}, {@code x5u} and
 * {@code x5c} are never looked at; one that has {@code crit} is not read, as no extension is understood (§4.1.11).
 */
public final class SignedJwt {
    private static final int LONGEST = 8_192;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final String compact;
    private final Map<String, Object> header;
    private final JwtClaims claims;

    private SignedJwt(String compact, Map<String, Object> header, JwtClaims claims) {
        this.compact = compact;
        this.header = header;
        this.claims = claims;
    }

    /** @return empty for anything that is not three parts of canonical base64url, the first two of them JSON objects */
    static Optional<SignedJwt> read(String text) {
        if (text.length() > LONGEST || !COMPACT.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.");
        try {
            Map<String, Object> header = JsonUtil.parseJson(decode(parts[0]));
            JwtClaims claims = JwtClaims.parse(decode(parts[1]));
            boolean canonical = !decode(parts[2]).isEmpty();
            return !canonical || header.containsKey("crit") || header.containsKey("b64") ? Optional.empty()
                    : Optional.of(new SignedJwt(text, header, claims));
        } catch (JoseException | InvalidJwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One text for each value: base64url leaves bits of its last character unused. */
    private static String decode(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not canonical");
        }
        return new String(bytes, UTF_8);
    }

    /** @return a header parameter that is a string */
    Optional<String> header(String name) {
        return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** @return {@code jwk} (RFC 7515 §4.1.3): of use only where the key itself is what is proven */
    @SuppressWarnings("unchecked")
    Optional<Map<String, Object>> jwk() {
        return header.get("jwk") instanceof Map<?, ?> jwk ? Optional.of((Map<String, Object>) jwk) : Optional.empty();
    }

    /** @return a claim that is a string; nothing vouches for it before {@link #signedBy} */
    Optional<String> claim(String name) {
        return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Object rawClaim(String name) {
        return claims.getClaimValue(name);
    }

    /** @return a NumericDate in seconds; empty when it is none, or not a finite number of this era */
    Optional<Long> date(String name) {
        return claims.getClaimValue(name) instanceof Number number && Math.abs(number.doubleValue()) < 1e11
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** @return whether the key made the signature with the algorithm; the caller has judged that the two fit */
    boolean signedBy(Key key, String alg) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, alg));
        signature.setKey(key);
        try {
            signature.setCompactSerialization(compact);
            return signature.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    /** Never the token: whoever holds it may use it once. */
    @Override
    public String toString() {
        return "SignedJwt[" + header.get("typ") + "]";
    }
}
