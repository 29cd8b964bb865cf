package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jose4j.jwk.PublicJsonWebKey;

/** A proof that was read, and the key in it (RFC 9449 §4.2). The checks are §4.3's, each by its number there. */
final class DpopProof {
    /** How far {@code iat} may be from now (§11.1). */
    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int LONGEST = 8_192;
    private static final int LONGEST_JTI = 256;

    private final CompactJwt jwt;
    private final SignatureAlgorithm alg;
    private final PublicJsonWebKey key;

    private DpopProof(CompactJwt jwt, SignatureAlgorithm alg, PublicJsonWebKey key) {
        this.jwt = jwt;
        this.alg = alg;
        this.key = key;
    }

    /** Items 2, 4, 5 and 7: a JWT of the type, an asymmetric algorithm, a public key that is fit for it. */
    static Optional<DpopProof> read(String header) {
        return CompactJwt.read(header, LONGEST).filter(jwt -> jwt.type().equals("dpop+jwt"))
                .flatMap(jwt -> jwt.header().text("alg").flatMap(SignatureAlgorithm::named)
                        .flatMap(alg -> read(jwt, alg)));
    }

    private static Optional<DpopProof> read(CompactJwt jwt, SignatureAlgorithm alg) {
        return jwt.header().object("jwk").flatMap(jwk -> alg.read(jwk.asMap())).map(key -> new DpopProof(jwt, alg, key));
    }

    /** Item 3. */
    boolean isComplete() {
        return jwt.claims().text("jti").filter(jti -> !jti.isEmpty() && jti.length() <= LONGEST_JTI).isPresent()
                && jwt.claims().date("iat").isPresent();
    }

    /** Item 6. */
    boolean isSigned() {
        return jwt.isSignedBy(new VerificationKey("", alg, key.getPublicKey()));
    }

    /** Items 8 and 9. */
    boolean isFor(ResourceRequest call) {
        Optional<String> url = HttpUri.normal(call.url());
        return jwt.claims().text("htm").filter(call.method()::equals).isPresent()
                && url.isPresent() && jwt.claims().text("htu").flatMap(HttpUri::normal).equals(url);
    }

    /** Item 11; item 10 asks for nothing here, as no nonce is given. */
    boolean isOf(Instant now) {
        return Duration.between(issuedAt(), now).abs().compareTo(WINDOW) <= 0;
    }

    /** Item 12: for this token and no other. */
    boolean isFor(String accessToken) {
        return jwt.claims().text("ath").filter(ath -> Sha256.same(ath, Sha256.of(accessToken.getBytes(US_ASCII))))
                .isPresent();
    }

    Instant issuedAt() {
        return jwt.claims().date("iat").orElseThrow();
    }

    /** @return what names it among all proofs: nobody can use up another key's {@code jti} */
    String mark() {
        return Sha256.of((jkt() + "\n" + jwt.claims().text("jti").orElseThrow()).getBytes(UTF_8));
    }

    /** @return RFC 7638 thumbprint of the key */
    String jkt() {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }
}
