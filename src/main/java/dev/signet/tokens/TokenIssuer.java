package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.ClientSecrets;
import dev.signet.keys.KeyRing;
import dev.signet.keys.SigningKey;
import dev.signet.revocation.Revocations;
import dev.signet.revocation.StatusEntry;
import dev.signet.stores.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Uni;

/** Signs tokens. The hot path of the whole service is the one signature made here. */
@ApplicationScoped
public class TokenIssuer {
    static final String ACCESS_TOKEN_TYPE = "at+jwt";
    static final String HS256 = "HS256";
    /** An ID token's, and an access token's where the client asks for it: what tells them apart is {@code client_id}. */
    static final String JWT_TYPE = "JWT";

    private final KeyRing ring;
    private final ClientSecrets secrets;
    private final Issuer issuer;
    private final TokensConfig config;
    private final Revocations revocations;
    private final TokenStatus status;
    private final Clock clock;
    private final Counter accessTokens;
    private final Counter idTokens;

    TokenIssuer(KeyRing ring, ClientSecrets secrets, Issuer issuer, TokensConfig config, Revocations revocations,
            TokenStatus status, Clock clock, MeterRegistry metrics) {
        this.ring = ring;
        this.secrets = secrets;
        this.issuer = issuer;
        this.config = config;
        this.revocations = revocations;
        this.status = status;
        this.clock = clock;
        this.accessTokens = metrics.counter("signet.tokens.minted", "type", "access");
        this.idTokens = metrics.counter("signet.tokens.minted", "type", "id");
    }

    /**
     * @return an access token for the client that lives {@code signet.tokens.access-lifetime} from now. Where the client's
     *         tokens were revoked just now, that comes after the cut
     */
    @CheckReturnValue
    public Uni<MintedToken> mint(AccessTokenContents contents, Client client) {
        return revocations.settled(client.clientId()).chain(() -> mintNow(contents, client));
    }

    /** The key is chosen once: a token is in a list of the key that signs it. */
    private Uni<MintedToken> mintNow(AccessTokenContents contents, Client client) {
        Optional<SigningKey> key = keyOf(client.accessTokenSignedResponseAlg());
        return status.of(contents, client, key).map(entry -> mint(contents, client, key, entry));
    }

    /** HS256 is the client's own secret and no key of the ring, so it has no {@code kid} that a JWKS could hold. */
    private Optional<SigningKey> keyOf(String alg) {
        return alg.equals(HS256) ? Optional.empty() : Optional.of(ring.active(alg));
    }

    private MintedToken mint(AccessTokenContents contents, Client client, Optional<SigningKey> key,
            Optional<StatusEntry> entry) {
        Life life = life(contents.notAfter());
        JwtClaimsBuilder claims = claims(contents.subject(), life)
                .audience(Set.copyOf(contents.audience()))
                .claim("client_id", client.clientId());
        if (!contents.scope().isEmpty()) {
            claims.claim("scope", contents.scope());
        }
        contents.sid().ifPresent(sid -> claims.claim("sid", sid));
        if (contents.confirmation().binds()) {
            claims.claim("cnf", contents.confirmation().asMap());
        }
        if (!contents.actor().isEmpty()) {
            claims.claim("act", contents.actor());
        }
        entry.ifPresent(e -> claims.claim(TokenStatus.CLAIM, status.claim(e)));
        accessTokens.increment();
        return sign(claims, client.accessTokenTyp(), key, client, life);
    }

    /** @return an ID token for the client alone: no endpoint of ours, and no resource server, takes it as an access token */
    public MintedToken mint(IdTokenContents contents, Client client) {
        Life life = life(Optional.empty());
        JwtClaimsBuilder claims = claims(contents.subject(), life)
                .audience(client.clientId())
                .claim("auth_time", contents.authTime().getEpochSecond())
                .claim("acr", contents.acr())
                .claim("amr", contents.amr())
                .claim("sid", contents.sid())
                .claim("at_hash", atHash(contents.accessToken(), client.idTokenSignedResponseAlg()));
        contents.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        contents.claims().forEach(claims::claim);
        idTokens.increment();
        // whatever was asked for: with this claim a JWT-typed ID token would pass for an access token
        return sign(claims.remove("client_id"), JWT_TYPE, keyOf(client.idTokenSignedResponseAlg()), client, life);
    }

    /**
     * Signs what is no token of access: a UserInfo or an introspection answer, a logout token. {@code iss}, {@code aud} (the
     * client alone), {@code iat} and, unless the claims have one, {@code jti} are added; {@code exp} only where they have it.
     *
     * @param typ of the header: one that no verifier takes for an access token or an ID token
     * @param audience whom it is for
     * @param alg JWS algorithm that the client asked for
     * @return the compact serialisation
     */
    public String statement(String typ, Client audience, String alg, Map<String, Object> claims) {
        JwtClaimsBuilder statement = Jwt.claims(claims)
                .issuer(issuer.url())
                .audience(audience.clientId())
                .issuedAt(clock.instant())
                .claim("jti", claims.getOrDefault("jti", UUID.randomUUID().toString()));
        return compact(statement, typ, keyOf(alg), audience);
    }

    /**
     * @return what the issuer says to everybody: the claims and {@code iss}, signed with that key; {@code typ} says what it is
     */
    String statement(String typ, SigningKey key, Map<String, Object> claims) {
        return compact(Jwt.claims(claims).issuer(issuer.url()), typ, key);
    }

    /**
     * The left half of the hash that the signature's algorithm uses (OpenID Connect Core 1.0 §3.1.3.6; Ed25519 has SHA-512).
     */
    private static String atHash(String accessToken, String alg) {
        byte[] hash = alg.equals("EdDSA") ? sha512(accessToken) : Sha256.ofText(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    private static byte[] sha512(String text) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-512 is not available", e);
        }
    }

    private record Life(Instant from, Instant to) {

        long seconds() {
            return Math.max(1, Duration.between(from, to).toSeconds());
        }
    }

    private Life life(Optional<Instant> notAfter) {
        Instant now = clock.instant();
        Instant usual = now.plus(config.accessLifetime());
        return new Life(now, notAfter.filter(usual::isAfter).orElse(usual));
    }

    private JwtClaimsBuilder claims(String subject, Life life) {
        return Jwt.claims()
                .issuer(issuer.url())
                .subject(subject)
                .issuedAt(life.from())
                .expiresAt(life.to())
                .claim("nbf", life.from().getEpochSecond());
    }

    private MintedToken sign(JwtClaimsBuilder claims, String type, Optional<SigningKey> key, Client client, Life life) {
        String jti = UUID.randomUUID().toString();
        return new MintedToken(compact(claims.claim("jti", jti), type, key, client), jti, life.seconds());
    }

    private String compact(JwtClaimsBuilder claims, String type, Optional<SigningKey> key, Client client) {
        return key.map(signing -> compact(claims, type, signing))
                .orElseGet(() -> claims.jws().header("typ", type).algorithm(SignatureAlgorithm.HS256)
                        .sign(new SecretKeySpec(newestSecret(client), "HmacSHA256")));
    }

    private static String compact(JwtClaimsBuilder claims, String type, SigningKey key) {
        return claims.jws().header("typ", type).algorithm(SignatureAlgorithm.fromAlgorithm(key.alg())).keyId(key.kid())
                .sign(key.privateKey());
    }

    private byte[] newestSecret(Client client) {
        return secrets.of(client).stream().findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the client " + client.clientId() + " has no secret to sign with"));
    }
}
