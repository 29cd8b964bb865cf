package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;

import io.smallrye.mutiny.Uni;

/** Judges client assertions: {@code private_key_jwt} and {@code client_secret_jwt} (RFC 7523 §3, OpenID Connect Core §9). */
@ApplicationScoped
class ClientAssertions {
    static final String PRIVATE_KEY_JWT = "private_key_jwt";
    static final String CLIENT_SECRET_JWT = "client_secret_jwt";
    private static final String HS256 = "HS256";
    /** FAPI 2.0 Security Profile §5.4.1 leaves it out. */
    private static final String RS256 = "RS256";

    private final ClientKeys keys;
    private final ClientSecrets secrets;
    private final LastingReplayMarks marks;
    private final Clock clock;

    ClientAssertions(ClientKeys keys, ClientSecrets secrets, LastingReplayMarks marks, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.marks = marks;
        this.clock = clock;
    }

    /** @return whether the client made it, for one of the audiences, and shows it for the first time */
    Uni<Boolean> prove(SignedJwt jwt, Client client, AssertionAudiences audiences) {
        if (!isOfMethod(jwt, client) || !new AssertionClaims(clock.instant(), audiences).hold(jwt, client)) {
            return no();
        }
        return signed(jwt, client).chain(signed -> signed ? first(jwt, client) : no());
    }

    /** The algorithm is what the client registered, or fits its method; never what the assertion would like. */
    private static boolean isOfMethod(SignedJwt jwt, Client client) {
        String alg = jwt.header("alg").orElse("");
        boolean fits = CLIENT_SECRET_JWT.equals(client.tokenEndpointAuthMethod()) ? HS256.equals(alg)
                : PRIVATE_KEY_JWT.equals(client.tokenEndpointAuthMethod()) && ProofAlgorithm.named(alg).isPresent();
        return fits && !(client.isHeldToFapi() && RS256.equals(alg))
                && (client.tokenEndpointAuthSigningAlg == null || client.tokenEndpointAuthSigningAlg.equals(alg));
    }

    private Uni<Boolean> signed(SignedJwt jwt, Client client) {
        if (CLIENT_SECRET_JWT.equals(client.tokenEndpointAuthMethod())) {
            return Uni.createFrom().item(secrets.of(client).stream()
                    .anyMatch(secret -> jwt.signedBy(new SecretKeySpec(secret, "HmacSHA256"), HS256)));
        }
        return keys.of(client, jwt.header("kid")).map(set -> signed(jwt, set));
    }

    /** @param jwt whose {@code alg} is one that proofs may have: the one key that fits it and its {@code kid} is asked */
    static boolean signed(SignedJwt jwt, JsonWebKeySet set) {
        ProofAlgorithm alg = ProofAlgorithm.named(jwt.header("alg").orElseThrow()).orElseThrow();
        Optional<String> kid = jwt.header("kid");
        List<JsonWebKey> fitting = set.getJsonWebKeys().stream().filter(alg::takes)
                .filter(key -> kid.isEmpty() || kid.get().equals(key.getKeyId())).toList();
        return fitting.size() == 1 && jwt.signedBy(((PublicJsonWebKey) fitting.get(0)).getPublicKey(), alg.text());
    }

    private Uni<Boolean> first(SignedJwt jwt, Client client) {
        String name = "assertion\n" + client.clientId() + "\n" + jwt.claim("jti").orElseThrow();
        return marks.first(name.getBytes(UTF_8), AssertionClaims.issuedAt(jwt),
                AssertionClaims.LONGEST.plus(AssertionClaims.SKEW.multipliedBy(3)));
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}
