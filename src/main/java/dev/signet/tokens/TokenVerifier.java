package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

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

import dev.signet.clients.Client;
import dev.signet.clients.ClientSecrets;
import dev.signet.clients.Clients;
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
    /** Of a token that is signed with a client's secret: that is no key of the ring. */
    private static final Set<String> OWN_HEADER = Set.of("alg", "typ");
    private static final Set<String> TYPES = Set.of(TokenIssuer.ACCESS_TOKEN_TYPE, TokenIssuer.JWT_TYPE);

    private final KeyRing ring;
    private final ClientSecrets secrets;
    private final Clients clients;
    private final Issuer issuer;
    private final TokensConfig config;
    private final Revocations revocations;
    private final Clock clock;

    TokenVerifier(KeyRing ring, ClientSecrets secrets, Clients clients, Issuer issuer, TokensConfig config,
            Revocations revocations,
            Clock clock) {
        this.ring = ring;
        this.secrets = secrets;
        this.clients = clients;
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
        if (!isCompact(token)) {
            return Optional.empty();
        }
        return keyOf(token).flatMap(key -> judge(token, key.publicKey(), key.alg())
                .map(claims -> new AccessToken(claims, Optional.of(key.kid()))));
    }

    /**
     * Judges an HS256 token for introspection by the client itself, and for nothing else: whoever holds the client's secret
     * could have made it, with any {@code sub} and any scope.
     *
     * @param token whatever the client sent
     * @param client who asks
     * @return the token if the client's own secret signed it for this very client
     */
    public Optional<AccessToken> verifyOwn(String token, Client client) {
        if (!isCompact(token) || header(token).filter(TokenVerifier::isOwn).isEmpty()) {
            return Optional.empty();
        }
        return secrets.of(client).stream()
                .flatMap(secret -> judge(token, new SecretKeySpec(secret, "HmacSHA256"), TokenIssuer.HS256).stream())
                .map(claims -> new AccessToken(claims, Optional.empty()))
                .filter(own -> own.clientId().equals(client.clientId())).findFirst();
    }

    private static boolean isOwn(Map<String, Object> header) {
        return header.keySet().equals(OWN_HEADER) && TokenIssuer.HS256.equals(header.get("alg")) && isAccessType(header);
    }

    private static boolean isCompact(String token) {
        return token.length() <= LONGEST && COMPACT.matcher(token).matches()
                && isCanonical(token.substring(token.lastIndexOf('.') + 1));
    }

    /**
     * Judges a token and asks whether it was revoked.
     *
     * @return the live token or empty; fails with {@code UnavailableException} when nobody can tell
     */
    public Uni<Optional<AccessToken>> verifyLive(String token) {
        return live(verify(token));
    }

    /** @return the same as the client may ask about it: an HS256 token of its own too ({@link #verifyOwn}) */
    public Uni<Optional<AccessToken>> verifyLive(String token, Client client) {
        return live(verify(token).or(() -> verifyOwn(token, client)));
    }

    private Uni<Optional<AccessToken>> live(Optional<AccessToken> verified) {
        if (verified.isEmpty()) {
            return Uni.createFrom().item(verified);
        }
        return isRevoked(verified.get()).map(revoked -> revoked ? Optional.empty() : verified);
    }

    /**
     * @return whether the token, its sign-in or its client is no more; fails with {@code UnavailableException} when nobody can
     *         tell
     */
    public Uni<Boolean> isRevoked(AccessToken token) {
        return revocations.isRevoked(token.revocable())
                .chain(revoked -> revoked ? Uni.createFrom().item(true)
                        : clients.find(token.clientId()).map(client -> client.filter(c -> stillMay(c, token)).isEmpty()));
    }

    /** A client's own token is worth what the client may have now; a person's ends with its sign-in. */
    private static boolean stillMay(Client client, AccessToken token) {
        return token.sid().isPresent() || client.scopes().containsAll(token.scopes());
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
        return header(token).filter(header -> header.keySet().equals(HEADER) && isAccessType(header))
                .flatMap(header -> header.get("kid") instanceof String kid
                        ? ring.find(kid).filter(key -> key.alg().equals(header.get("alg")))
                        : Optional.empty());
    }

    private static Optional<Map<String, Object>> header(String token) {
        String encoded = token.substring(0, token.indexOf('.'));
        try {
            return Optional.of(JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(encoded), UTF_8)));
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAccessType(Map<String, Object> header) {
        return header.get("typ") instanceof String typ && TYPES.contains(typ);
    }

    private Optional<JwtClaims> judge(String token, Key key, String alg) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, alg))
                .setExpectedIssuer(true, issuer.url())
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime().setRequireIssuedAt().setRequireNotBefore().setRequireSubject().setRequireJwtId()
                .setAllowedClockSkewInSeconds((int) config.skew().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            // an ID token, whose typ is JWT too, never names a client_id
            return Optional.of(consumer.processToClaims(token)).filter(claims -> claims.isClaimValueString("client_id"));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }
}
