package dev.signet.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.stores.Sha256;

/**
 * A proof that was read, and the key in it (RFC 9449 §4.2). The checks are §4.3's, each by its number there.
 */
final class DpopProof {
    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final String TYPE = "dpop+jwt";
    private static final int LONGEST_JTI = 256;

    private final SignedJwt jwt;
    private final ProofAlgorithm alg;
    private final PublicJsonWebKey key;

    private DpopProof(SignedJwt jwt, ProofAlgorithm alg, PublicJsonWebKey key) {
        this.jwt = jwt;
        this.alg = alg;
        this.key = key;
    }

    /** Items 2, 4, 5 and 7: a JWT of the type, an asymmetric algorithm, a public key that is fit for it. */
    static Optional<DpopProof> read(String header) {
        return SignedJwt.read(header)
                .filter(jwt -> jwt.header("typ").filter(TYPE::equals).isPresent())
                .flatMap(jwt -> jwt.header("alg").flatMap(ProofAlgorithm::named).flatMap(alg -> read(jwt, alg)));
    }

    private static Optional<DpopProof> read(SignedJwt jwt, ProofAlgorithm alg) {
        return jwt.jwk().flatMap(alg::read).map(key -> new DpopProof(jwt, alg, key));
    }

    /** Item 6. */
    boolean isSigned() {
        return jwt.signedBy(key.getPublicKey(), alg.text());
    }

    /** Items 8 and 9. */
    boolean isFor(DpopCall call) {
        Optional<String> url = EndpointUrl.normal(call.url());
        return jwt.claim("htm").filter(call.method()::equals).isPresent()
                && url.isPresent() && jwt.claim("htu").flatMap(EndpointUrl::normal).equals(url);
    }

    /** Item 10. */
    Optional<String> nonce() {
        return jwt.claim("nonce");
    }

    /** Item 3: of the claims only {@code nonce} may be missing, so one that is there must be a text. */
    boolean isComplete() {
        return jwt.claim("jti").filter(jti -> !jti.isEmpty() && jti.length() <= LONGEST_JTI).isPresent()
                && (jwt.rawClaim("nonce") == null || nonce().isPresent());
    }

    /** Item 11. */
    boolean isOf(Instant now) {
        return jwt.date("iat").filter(iat -> Math.abs(now.getEpochSecond() - iat) <= WINDOW.toSeconds()).isPresent();
    }

    /** Item 12: for this token and no other. */
    boolean isFor(String accessToken) {
        String ath = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(accessToken.getBytes(US_ASCII)));
        return jwt.claim("ath").filter(shown -> MessageDigest.isEqual(shown.getBytes(UTF_8), ath.getBytes(US_ASCII)))
                .isPresent();
    }

    Instant issuedAt() {
        return Instant.ofEpochSecond(jwt.date("iat").orElseThrow());
    }

    /** @return what names it among all proofs: nobody can use up another key's {@code jti} */
    byte[] mark() {
        return ("dpop\n" + jkt() + "\n" + jwt.claim("jti").orElseThrow()).getBytes(UTF_8);
    }

    /** @return RFC 7638 thumbprint of the key */
    String jkt() {
        try {
            return key.calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (RuntimeException e) {
            throw new IllegalStateException("a key that was read has its thumbprint", e);
        }
    }
}
