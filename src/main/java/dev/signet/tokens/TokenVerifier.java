package dev.signet.tokens;

import java.security.Key;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
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
    /** More than there are keys: what is remembered of their headers is bounded. */
    private static final int MOST_HEADERS = 64;
    private static final ProviderContext PROVIDERS = new ProviderContext();

    private final KeyRing ring;
    private final ClientSecrets secrets;
    private final Clients clients;
    private final Issuer issuer;
    private final TokensConfig config;
    private final Revocations revocations;
    private final Clock clock;
    /** Headers of the ring's keys: all tokens of a key have the same, which need not be read again. */
    private final Map<String, JoseHeader> headers = new ConcurrentHashMap<>();

    TokenVerifier(KeyRing ring, ClientSecrets secrets, Clients clients, Issuer issuer, TokensConfig config,
            Revocations revocations, Clock clock) {
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
        return CompactJws.read(token).flatMap(this::judgeByRing);
    }

    private Optional<AccessToken> judgeByRing(CompactJws jws) {
        return Optional.ofNullable(headers.get(jws.header())).or(() -> JoseHeader.read(jws.header()))
                .flatMap(header -> keyOf(header).flatMap(key -> judgeByRing(jws, header, key)));
    }

    private Optional<AccessToken> judgeByRing(CompactJws jws, JoseHeader header, SigningKey key) {
        Optional<Map<String, Object>> claims = judge(jws, key.publicKey(), key.alg());
        if (claims.isPresent()) {
            remember(jws.header(), header);
        }
        return claims.map(good -> new AccessToken(good, Optional.of(key.kid())));
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
        return CompactJws.read(token).filter(TokenVerifier::isOwn).flatMap(jws -> judgeBySecrets(jws, client));
    }

    private static boolean isOwn(CompactJws jws) {
        return JoseHeader.read(jws.header())
                .filter(header -> header.kid().isEmpty() && header.alg().equals(TokenIssuer.HS256)).isPresent();
    }

    private Optional<AccessToken> judgeBySecrets(CompactJws jws, Client client) {
        return secrets.of(client).stream()
                .flatMap(secret -> judge(jws, new SecretKeySpec(secret, "HmacSHA256"), TokenIssuer.HS256).stream())
                .map(claims -> new AccessToken(claims, Optional.empty()))
                .filter(own -> own.clientId().equals(client.clientId())).findFirst();
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

    private Optional<SigningKey> keyOf(JoseHeader header) {
        return header.kid().flatMap(ring::find).filter(key -> key.alg().equals(header.alg()));
    }

    /** Of a good token: the mint wrote that header, so that nobody else can fill this memory. */
    private void remember(String encoded, JoseHeader header) {
        if (headers.size() >= MOST_HEADERS) {
            headers.clear();
        }
        headers.putIfAbsent(encoded, header);
    }

    private Optional<Map<String, Object>> judge(CompactJws jws, Key key, String alg) {
        return isSigned(jws, key, alg) ? CompactJws.decode(jws.payload()).flatMap(StrictObject::read).filter(this::hold)
                : Optional.empty();
    }

    private static boolean isSigned(CompactJws jws, Key key, String alg) {
        try {
            return AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(alg)
                    .verifySignature(jws.signature(), key, jws.signingInput(), PROVIDERS);
        } catch (JoseException e) {
            return false;
        }
    }

    /** An ID token, whose {@code typ} is JWT too, never names a {@code client_id}. */
    private boolean hold(Map<String, Object> claims) {
        long now = clock.instant().getEpochSecond();
        long skew = config.skew().toSeconds();
        return issuer.url().equals(claims.get("iss"))
                && claims.get("sub") instanceof String && claims.get("jti") instanceof String
                && claims.get("client_id") instanceof String
                && claims.get("iat") instanceof Number
                && claims.get("nbf") instanceof Number from && from.longValue() - skew <= now
                && claims.get("exp") instanceof Number to && now < to.longValue() + skew;
    }
}
