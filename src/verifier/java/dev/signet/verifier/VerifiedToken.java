package dev.signet.verifier;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An access token that was verified (RFC 9068 §2.2). */
public final class VerifiedToken {
    private final String kid;
    private final Claims claims;

    VerifiedToken(String kid, Claims claims) {
        this.kid = kid;
        this.claims = claims;
    }

    /** @return {@code sub} */
    public String subject() {
        return claims.text("sub").orElseThrow();
    }

    /** @return {@code client_id}: who acts */
    public String clientId() {
        return claims.text("client_id").orElseThrow();
    }

    /** @return {@code jti} */
    public String jti() {
        return claims.text("jti").orElseThrow();
    }

    /** @return {@code sid}: the sign-in; empty where no person signed in */
    public Optional<String> sid() {
        return claims.text("sid");
    }

    /** @return the scopes of {@code scope}; empty where it has none */
    public Set<String> scopes() {
        return claims.text("scope").filter(scope -> !scope.isBlank())
                .map(scope -> Set.copyOf(Arrays.asList(scope.trim().split(" +")))).orElse(Set.of());
    }

    /** @return {@code aud} */
    public List<String> audience() {
        return claims.texts("aud").orElseThrow();
    }

    /** @return {@code iat} */
    public Instant issuedAt() {
        return claims.date("iat").orElseThrow();
    }

    /** @return {@code exp} */
    public Instant expiresAt() {
        return claims.date("exp").orElseThrow();
    }

    /** @return every claim by its name: texts, numbers, booleans, lists and maps; not to be changed */
    public Map<String, Object> claims() {
        return Collections.unmodifiableMap(claims.asMap());
    }

    /** @return {@code kid} of the key that signed it */
    String kid() {
        return kid;
    }

    /** @return {@code cnf} (RFC 7800 §3.1): what its holder must show */
    Optional<Claims> confirmation() throws Refusal {
        return claims.objectOnly("cnf");
    }

    /** @return where its status is told */
    Optional<StatusReference> status() throws Refusal {
        return StatusReference.of(claims);
    }

    /** Never the token or what it says of a person. */
    @Override
    public String toString() {
        return "VerifiedToken[client_id=" + clientId() + "]";
    }
}
