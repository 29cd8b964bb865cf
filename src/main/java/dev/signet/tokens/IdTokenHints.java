package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

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
import dev.signet.clients.ClientSecrets;
import dev.signet.keys.KeyRing;

/** Reads {@code id_token_hint} (OpenID Connect Core 1.0 §3.1.2.1, RP-Initiated Logout 1.0 §2). */
@ApplicationScoped
public class IdTokenHints {
    private static final int LONGEST = 8192;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final KeyRing ring;
    private final ClientSecrets secrets;
    private final Issuer issuer;
    private final Subjects subjects;

    IdTokenHints(KeyRing ring, ClientSecrets secrets, Issuer issuer, Subjects subjects) {
        this.ring = ring;
        this.secrets = secrets;
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
        return part(hint, 0).stream().flatMap(header -> keysOf(header, client).stream())
                .flatMap(key -> verify(hint, key, client).stream()).findFirst()
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

    /** A key of the ring, or the client's own secrets where its ID tokens are signed with these. */
    private List<VerificationKey> keysOf(Map<String, Object> header, Client client) {
        if (TokenIssuer.HS256.equals(header.get("alg")) && TokenIssuer.HS256.equals(client.idTokenSignedResponseAlg())) {
            return secrets.of(client).stream()
                    .map(secret -> new VerificationKey(new SecretKeySpec(secret, "HmacSHA256"), TokenIssuer.HS256)).toList();
        }
        return header.get("kid") instanceof String kid
                ? keyNamed(kid).filter(key -> key.alg().equals(header.get("alg"))).stream().toList()
                : List.of();
    }

    /** A sign-in may be older than the key that signed its first ID token. */
    private Optional<VerificationKey> keyNamed(String kid) {
        return ring.find(kid).map(key -> new VerificationKey(key.publicKey(), key.alg()))
                .or(() -> ring.findFormer(kid).map(key -> new VerificationKey(key.publicKey(), key.alg())));
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
