package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.local.Await;
import dev.signet.testing.Jws;

/** A stub issuer, its keys, and a verifier of its tokens. */
final class Rig implements AutoCloseable {
    static final Map<String, PublicJsonWebKey> KEYS = Map.of("RS256", key(Jws.rsaKey(2048), "RS256"),
            "PS256", key(Jws.rsaKey(2048), "PS256"), "ES256", key(Jws.ecKey(), "ES256"), "EdDSA", key(Jws.edKey(), "EdDSA"));
    static final PublicJsonWebKey KEY = KEYS.get("ES256");
    private static final Duration SOON = Duration.ofSeconds(10);

    final StubIssuer issuer = StubIssuer.start(KEYS.values().toArray(PublicJsonWebKey[]::new));
    TokenVerifier verifier;

    static PublicJsonWebKey key(PublicJsonWebKey key, String alg) {
        key.setAlgorithm(alg);
        key.setUse("sig");
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        return key;
    }

    /** Starts the verifier, told the issuer, the audience, the clock, and what a test adds. */
    void start(UnaryOperator<TokenVerifierBuilder> more) {
        verifier = more.apply(TokenVerifier.builder(issuer.url()).audience(IssuedToken.AUDIENCE).clock(issuer.clock)
                .patience(Duration.ofSeconds(1))).build();
    }

    void start() {
        start(builder -> builder);
    }

    static Rig started(UnaryOperator<TokenVerifierBuilder> more) {
        Rig rig = new Rig();
        rig.start(more);
        return rig;
    }

    static Rig started() {
        return started(builder -> builder);
    }

    IssuedToken token() {
        return IssuedToken.of(issuer, KEY);
    }

    Verification verify(String token) {
        return verifier.verify(token);
    }

    static String outcome(Verification verification) {
        return verification.fold(valid -> "valid", refused -> "401 " + refused.description(), away -> "503");
    }

    VerifiedToken accepted(String token) {
        Verification verification = verify(token);
        assertThat(outcome(verification)).isEqualTo("valid");
        return verification.fold(valid -> valid, refused -> null, away -> null);
    }

    void accepts(IssuedToken token) {
        assertThat(accepted(token.signed()).jti()).isEqualTo(token.jti());
    }

    void refuses(String token, String why) {
        assertThat(outcome(verify(token))).startsWith("401 ").contains(why);
    }

    void refuses(IssuedToken token, String why) {
        refuses(token.signed(), why);
    }

    void isUnavailableFor(IssuedToken token) {
        assertThat(outcome(verify(token.signed()))).isEqualTo("503");
    }

    /** Waits for what happens in the background. */
    void until(String what, BooleanSupplier condition) {
        Await.until(SOON, what, condition);
    }

    int fetched(String path) {
        return issuer.calls(path).size();
    }

    static ResourceRequest bearer(String token) {
        return new ResourceRequest("GET", "https://orders.example/orders", List.of("Bearer " + token), List.of());
    }

    @Override
    public void close() {
        if (verifier != null) {
            verifier.close();
        }
        issuer.close();
    }
}
