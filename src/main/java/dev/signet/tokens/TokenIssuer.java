package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.keys.KeyRing;
import dev.signet.keys.SigningKey;
import dev.signet.stores.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** Signs tokens. The hot path of the whole service is the one signature made here. */
@ApplicationScoped
public class TokenIssuer {
    static final String ACCESS_TOKEN_TYPE = "at+jwt";
    private static final String ID_TOKEN_TYPE = "JWT";

    private final KeyRing ring;
    private final Issuer issuer;
    private final TokensConfig config;
    private final Clock clock;
    private final Counter accessTokens;
    private final Counter idTokens;

    TokenIssuer(KeyRing ring, Issuer issuer, TokensConfig config, Clock clock, MeterRegistry metrics) {
        this.ring = ring;
        this.issuer = issuer;
        this.config = config;
        this.clock = clock;
        this.accessTokens = metrics.counter("signet.tokens.minted", "type", "access");
        this.idTokens = metrics.counter("signet.tokens.minted", "type", "id");
    }

    /** @return an access token for the client that lives {@code signet.tokens.access-lifetime} from now */
    public MintedToken mint(AccessTokenContents contents, Client client) {
        Instant expiresAt = expiresAt(contents.notAfter());
        JwtClaimsBuilder claims = claims(contents.subject(), expiresAt)
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
        accessTokens.increment();
        return sign(claims, ACCESS_TOKEN_TYPE, expiresAt);
    }

    /** @return an ID token for the client alone: no endpoint of ours, and no resource server, takes it as an access token */
    public MintedToken mint(IdTokenContents contents, Client client) {
        Instant expiresAt = expiresAt(Optional.empty());
        JwtClaimsBuilder claims = claims(contents.subject(), expiresAt)
                .audience(client.clientId())
                .claim("auth_time", contents.authTime().getEpochSecond())
                .claim("acr", contents.acr())
                .claim("amr", contents.amr())
                .claim("sid", contents.sid())
                .claim("at_hash", atHash(contents.accessToken()));
        contents.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        contents.claims().forEach(claims::claim);
        idTokens.increment();
        return sign(claims, ID_TOKEN_TYPE, expiresAt);
    }

    /**
     * Signs what is no token of access: a UserInfo or an introspection answer, a logout token. {@code iss}, {@code aud} (the
     * client alone), {@code iat} and {@code jti} are added; {@code exp} is there only where the claims have it.
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
                .claim("jti", UUID.randomUUID().toString());
        return sign(statement, typ, alg);
    }

    /** The left half of the hash that the signature's algorithm uses (OpenID Connect Core 1.0 §3.1.3.6). */
    private static String atHash(String accessToken) {
        byte[] half = Arrays.copyOf(Sha256.of(accessToken.getBytes(US_ASCII)), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    private Instant expiresAt(Optional<Instant> notAfter) {
        Instant usual = clock.instant().plus(config.accessLifetime());
        return notAfter.filter(usual::isAfter).orElse(usual);
    }

    private JwtClaimsBuilder claims(String subject, Instant expiresAt) {
        return Jwt.claims()
                .issuer(issuer.url())
                .subject(subject)
                .issuedAt(clock.instant())
                .expiresAt(expiresAt);
    }

    private MintedToken sign(JwtClaimsBuilder claims, String type, Instant expiresAt) {
        String jti = UUID.randomUUID().toString();
        claims.claim("nbf", clock.instant().getEpochSecond()).claim("jti", jti);
        return new MintedToken(sign(claims, type, "RS256"), jti,
                Math.max(1, Duration.between(clock.instant(), expiresAt).toSeconds()));
    }

    private String sign(JwtClaimsBuilder claims, String type, String alg) {
        SigningKey key = ring.active();
        return claims.jws()
                .header("typ", type)
                .keyId(key.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(key.alg()))
                .sign(key.privateKey());
    }
}
