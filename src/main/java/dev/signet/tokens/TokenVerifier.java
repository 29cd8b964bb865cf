package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

import dev.signet.keys.KeyRing;
import dev.signet.keys.SigningKey;
import dev.signet.revocation.Revocations;
import io.smallrye.mutiny.Uni;

/**
 * Judges access tokens, strictly: the header is exactly what our mint writes, key and algorithm come from the ring, and
 * nothing that a token names ({@code jwk}, {@code jku}, {@code x5u}) is ever looked at or fetched.
 */
@ApplicationScoped
public class TokenVerifier {
    private static final int LONGEST = 8192;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final KeyRing ring;
    private final Issuer issuer;
    private final TokensConfig config;
    private final Revocations revocations;
    private final Clock clock;

    TokenVerifier(KeyRing ring, Issuer issuer, TokensConfig config, Revocations revocations, Clock clock) {
        this.ring = ring;
        this.issuer = issuer;
        this.config = config;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Judges a token by itself: signature, type, issuer, times. CPU only.
     *
     * @param token whatever a caller sent
     * @return the token, or empty for anything that is not a good access token of ours
     */
    public Optional<AccessToken> verify(String token) {
        if (token.length() > LONGEST || !COMPACT.matcher(token).matches()
                || !isCanonical(token.substring(token.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        return keyOf(token).flatMap(key -> judge(token, key)).map(AccessToken::new);
    }

    /**
     * Judges a token and asks whether it was revoked.
     *
     * @return the live token or empty; fails with {@code UnavailableException} when nobody can tell
     */
    public Uni<Optional<AccessToken>> verifyLive(String token) {
        Optional<AccessToken> verified = verify(token);
        if (verified.isEmpty()) {
            return Uni.createFrom().item(verified);
        }
        return isRevoked(verified.get()).map(revoked -> revoked ? Optional.empty() : verified);
    }

    /** @return whether the token or its sign-in was revoked; fails with {@code UnavailableException} when nobody can tell */
    public Uni<Boolean> isRevoked(AccessToken token) {
        return revocations.isRevoked(token.jti(), token.sid());
    }

    /** @return whether the token is for this service's own endpoints */
    public boolean isForUs(AccessToken token) {
        return token.audience().contains(issuer.url());
    }

    /** One text for each signature: base64url leaves bits of its last character unused. */
    private static boolean isCanonical(String part) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getUrlDecoder().decode(part)).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<SigningKey> keyOf(String token) {
        String encoded = token.substring(0, token.indexOf('.'));
        try {
            Map<String, Object> header = JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(encoded), UTF_8));
            return isOurs(header) ? ring.find((String) header.get("kid")).filter(k -> k.alg().equals(header.get("alg")))
                    : Optional.empty();
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(Map<String, Object> header) {
        return header.keySet().equals(HEADER) && header.get("kid") instanceof String
                && TokenIssuer.ACCESS_TOKEN_TYPE.equals(header.get("typ"));
    }

    private Optional<JwtClaims> judge(String token, SigningKey key) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(key.publicKey())
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.alg()))
                .setExpectedType(true, TokenIssuer.ACCESS_TOKEN_TYPE)
                .setExpectedIssuer(true, issuer.url())
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime().setRequireIssuedAt().setRequireNotBefore().setRequireSubject().setRequireJwtId()
                .setAllowedClockSkewInSeconds((int) config.skew().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            JwtClaims claims = consumer.processToClaims(token);
            return claims.hasClaim("client_id") ? Optional.of(claims) : Optional.empty();
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }
}
