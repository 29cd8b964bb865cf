package dev.signet.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.StatusEntry;

/** An access token of ours whose signature and times hold. Whether it was revoked is another question. */
public final class AccessToken {
    private final Map<String, Object> claims;
    private final Optional<String> kid;

    /**
     * @param claims the payload: whole numbers are {@link Long}
     * @param kid of its header; empty where the client's own secret signed it
     */
    AccessToken(Map<String, Object> claims, Optional<String> kid) {
        this.claims = claims;
        this.kid = kid;
    }

    /** @return {@code sub} */
    public String subject() {
        return text("sub").orElseThrow();
    }

    /** @return {@code client_id} */
    public String clientId() {
        return text("client_id").orElseThrow();
    }

    /** @return {@code jti} */
    public String jti() {
        return text("jti").orElseThrow();
    }

    /** @return {@code sid}: empty where no person signed in */
    public Optional<String> sid() {
        return text("sid");
    }

    /** @return {@code exp} in seconds of the epoch */
    public long expiresAt() {
        return ((Number) claims.get("exp")).longValue();
    }

    /** @return the entry that tells its status; empty where its client wants none */
    public Optional<StatusEntry> status() {
        return TokenStatus.read(claims.get(TokenStatus.CLAIM));
    }

    /** @return what it can be revoked by */
    RevocableToken revocable() {
        return new RevocableToken(jti(), sid(), clientId(), ((Number) claims.get("iat")).longValue(), kid);
    }

    /** @return the scopes of {@code scope} */
    public Set<String> scopes() {
        return text("scope").map(s -> Set.copyOf(Arrays.asList(s.split(" ")))).orElse(Set.of());
    }

    /** @return {@code aud} */
    public List<String> audience() {
        Object audience = claims.get("aud");
        return audience instanceof List<?> many ? many.stream().map(Object::toString).toList()
                : List.of(String.valueOf(audience));
    }

    /** @return {@code cnf}: the key that must be shown beside the token */
    public Confirmation confirmation() {
        return claims.get("cnf") instanceof Map<?, ?> cnf
                ? new Confirmation(member(cnf, "jkt"), member(cnf, "x5t#S256"))
                : Confirmation.NONE;
    }

    /** @return {@code act} (RFC 8693 §4.1): who acts for the subject; empty where nobody does */
    @SuppressWarnings("unchecked")
    public Map<String, Object> actor() {
        return claims.get("act") instanceof Map<?, ?> actor ? (Map<String, Object>) actor : Map.of();
    }

    private static Optional<String> member(Map<?, ?> cnf, String name) {
        return Optional.ofNullable(cnf.get(name)).map(Object::toString);
    }

    /** @return every claim by its name, as introspection tells them (RFC 7662 §2.2) */
    public Map<String, Object> asMap() {
        return claims;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(claims.get(name)).map(Object::toString);
    }
}
