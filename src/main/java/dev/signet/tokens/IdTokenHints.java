package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

import dev.signet.clients.Client;
import dev.signet.keys.KeyRing;

/** Reads {@code id_token_hint} (OpenID Connect Core 1.0 §3.1.2.1, RP-Initiated Logout 1.0 §2). */
@ApplicationScoped
public class IdTokenHints {
    private static final int LONGEST = 8192;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final KeyRing ring;
    private final Issuer issuer;
    private final Subjects subjects;

    IdTokenHints(KeyRing ring, Issuer issuer, Subjects subjects) {
        this.ring = ring;
        this.issuer = issuer;
        this.subjects = subjects;
    }

    /** @return the {@code aud} that an unproven hint names, by which its client can be looked up; empty for anything else */
    public Optional<String> clientId(String hint) {
        return part(hint, 1).map(claims -> claims.get("aud"))
                .map(aud -> aud instanceof List<?> many && many.size() == 1 ? many.get(0) : aud)
                .filter(String.class::isInstance).map(String.class::cast);
    }

    /** @return the hint; empty unless it is an ID token that was made here for the client, however long ago */
    public Optional<IdTokenHint> read(String hint, Client client) {
        return part(hint, 0).flatMap(header -> keyOf(header, client)).flatMap(key -> verify(hint, key, client))
                .flatMap(claims -> read(claims, client));
    }

    private static Optional<Map<String, Object>> part(String hint, int index) {
        if (hint.length() > LONGEST || !COMPACT.matcher(hint).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(hint.split("\\.")[index]), UTF_8)));
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record VerificationKey(Key key, String alg) {
    }

    private Optional<VerificationKey> keyOf(Map<String, Object> header, Client client) {
        return header.get("kid") instanceof String kid
                ? ring.find(kid).filter(k -> k.alg().equals(header.get("alg")))
                        .map(k -> new VerificationKey(k.publicKey(), k.alg()))
                : Optional.empty();
    }

    private Optional<JwtClaims> verify(String hint, VerificationKey key, Client client) {
        try {
            return Optional.of(new JwtConsumerBuilder()
                    .setVerificationKey(key.key())
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.alg()))
                    .setExpectedType(true, "JWT")
                    .setExpectedIssuer(true, issuer.url())
                    .setExpectedAudience(true, client.clientId())
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                    .build().processToClaims(hint));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }

    private Optional<IdTokenHint> read(JwtClaims claims, Client client) {
        try {
            Optional<UUID> sid = Optional.ofNullable(claims.getStringClaimValue("sid")).map(UUID::fromString);
            return claims.hasClaim("client_id") ? Optional.empty()
                    : subjects.person(claims.getSubject(), client)
                            .map(person -> new IdTokenHint(person, client.clientId(), sid));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
