package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.signet.testing.DpopKey;
import dev.signet.testing.Jws;
import io.vertx.core.json.JsonObject;

/** Tokens that are bound to their holder: the checks of RFC 9449 §4.3 by number, §7, and RFC 8705 §3. */
class DpopTest {
    private static final String URL = "https://orders.example/orders";
    private static Rig rig;
    private final DpopKey key = new DpopKey();
    private final String token = bound(rig);

    @BeforeAll
    static void start() {
        rig = Rig.started();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private String bound(Rig at) {
        return at.token().with("cnf", new JsonObject().put("jkt", key.jkt())).signed();
    }

    private static JsonObject claims(String accessToken) {
        return new JsonObject().put("jti", UUID.randomUUID().toString()).put("htm", "GET").put("htu", URL)
                .put("iat", rig.issuer.clock.instant().getEpochSecond()).put("ath", DpopKey.ath(accessToken));
    }

    private JsonObject claims() {
        return claims(token);
    }

    private String proof() {
        return key.proof(key.header(), claims());
    }

    private static ResourceRequest call(String accessToken, String... proofs) {
        return new ResourceRequest("GET", URL + "?page=2", List.of("DPoP " + accessToken), List.of(proofs));
    }

    private static Verification verify(String accessToken, String... proofs) {
        return rig.verifier.verify(call(accessToken, proofs));
    }

    private void accepts(String proof) {
        assertThat(Rig.outcome(verify(token, proof))).isEqualTo("valid");
    }

    private void refuses(String proof) {
        refuses("invalid_dpop_proof", verify(token, proof));
    }

    private static void refuses(String error, Verification verification) {
        assertThat(verification.<String> fold(valid -> "valid", Verification.Refused::challenge, away -> "503"))
                .startsWith("DPoP error=\"" + error + "\"").endsWith("algs=\"RS256 PS256 ES256 EdDSA\"");
    }

    @Test
    void accepts_a_bound_token_with_a_proof_of_its_key() {
        accepts(proof());
    }

    @Test
    void item_1_refuses_no_proof_and_two() {
        refuses("invalid_dpop_proof", verify(token));
        refuses("invalid_dpop_proof", verify(token, proof(), proof()));
    }

    @Test
    void item_2_refuses_what_is_no_jwt() {
        List.of("", "x", "a.b.c", proof() + ".x", proof() + "," + proof()).forEach(this::refuses);
    }

    @Test
    void item_3_refuses_a_proof_that_lacks_a_claim() {
        for (String claim : List.of("jti", "htm", "htu", "iat", "ath")) {
            JsonObject without = claims();
            without.remove(claim);
            refuses(key.proof(key.header(), without));
            refuses(key.proof(key.header(), claims().put(claim, new JsonObject())));
        }
        refuses(key.proof(key.header(), claims().put("jti", "x".repeat(257))));
    }

    @Test
    void item_4_refuses_another_type() {
        for (Object typ : new Object[] { "JWT", "at+jwt", 7 }) {
            Map<String, Object> header = key.header();
            header.put("typ", typ);
            refuses(key.proof(header, claims()));
        }
    }

    @Test
    void item_5_refuses_none_and_shared_secrets() {
        Map<String, Object> header = key.header();
        for (String alg : List.of("none", "HS256", "ES384")) {
            header.put("alg", alg);
            refuses(Jws.forge(header, claims(), proof().split("\\.")[2]));
        }
        header.put("alg", "HS256");
        refuses(Jws.mac("a-secret-of-more-than-thirty-two-bytes", header, claims()));
    }

    @Test
    void item_6_refuses_a_signature_of_another_key() {
        refuses(new DpopKey().proof(key.header(), claims()));
    }

    @Test
    void item_7_refuses_a_private_key_a_weak_one_and_none() {
        Map<String, Object> header = key.header();
        header.put("jwk", key.privateJwk());
        refuses(key.proof(header, claims()));
        header.remove("jwk");
        refuses(key.proof(header, claims()));
        header.put("jwk", "x");
        refuses(key.proof(header, claims()));
        PublicJsonWebKey weak = Jws.rsaKey(1024);
        refuses(new DpopKey(weak, "RS256").proof(new DpopKey(weak, "RS256").header(), claims()));
    }

    @Test
    void item_8_refuses_another_method() {
        refuses(key.proof(key.header(), claims().put("htm", "POST")));
        refuses(key.proof(key.header(), claims().put("htm", "get")));
    }

    @Test
    void item_9_refuses_another_url_and_takes_the_same_written_otherwise() {
        for (String htu : List.of("https://orders.example/", "http://orders.example/orders", URL + "/7", "/orders",
                "https://orders.example:444/orders", "https://a@orders.example/orders", "https://elsewhere.example/orders")) {
            refuses(key.proof(key.header(), claims().put("htu", htu)));
        }
        accepts(key.proof(key.header(), claims().put("htu", "HTTPS://Orders.Example:443/%6Frders?x#y")));
    }

    @Test
    void item_11_refuses_a_proof_that_is_not_of_this_minute() {
        long now = rig.issuer.clock.instant().getEpochSecond();
        accepts(key.proof(key.header(), claims().put("iat", now - 59)));
        accepts(key.proof(key.header(), claims().put("iat", now + 59)));
        refuses(key.proof(key.header(), claims().put("iat", now - 61)));
        refuses(key.proof(key.header(), claims().put("iat", now + 62)));
    }

    @Test
    void item_12_refuses_the_hash_of_another_token_and_another_key() {
        refuses(key.proof(key.header(), claims(bound(rig))));
        DpopKey other = new DpopKey();
        refuses("invalid_token", verify(token, other.proof(other.header(), claims())));
    }

    @Test
    void section_11_1_refuses_a_proof_shown_twice() {
        String proof = proof();
        accepts(proof);
        refuses(proof);
    }

    @Test
    void section_11_1_a_proof_of_a_refused_call_is_not_used_up() {
        String proof = proof();
        refuses("invalid_dpop_proof",
                rig.verifier.verify(new ResourceRequest("POST", URL, List.of("DPoP " + token), List.of(proof))));
        accepts(proof);
    }

    @Test
    void section_11_1_is_unavailable_rather_than_forgetful() {
        try (Rig small = Rig.started(builder -> builder.rememberedProofs(1))) {
            String its = bound(small);
            assertThat(Rig.outcome(small.verifier.verify(call(its, key.proof(key.header(), claims(its)))))).isEqualTo("valid");
            assertThat(Rig.outcome(small.verifier.verify(call(its, key.proof(key.header(), claims(its)))))).isEqualTo("503");
            small.issuer.clock.advance(DpopProof.WINDOW.multipliedBy(2).plusSeconds(1));
            JsonObject later = claims(its).put("iat", small.issuer.clock.instant().getEpochSecond());
            assertThat(Rig.outcome(small.verifier.verify(call(its, key.proof(key.header(), later))))).isEqualTo("valid");
        }
    }

    @Test
    void section_7_2_refuses_a_bound_token_as_bearer() {
        Verification verification = rig.verifier.verify(
                new ResourceRequest("GET", URL, List.of("Bearer " + token), List.of(proof())));

        assertThat(verification.<String> fold(valid -> "valid", Verification.Refused::challenge, away -> "503"))
                .startsWith("Bearer error=\"invalid_token\"").contains(", DPoP algs=");
        rig.refuses(token, "needs a DPoP proof");
    }

    @Test
    void section_7_2_refuses_a_bearer_token_as_dpop() {
        String bearer = rig.token().signed();

        refuses("invalid_token", verify(bearer, key.proof(key.header(), claims(bearer))));
    }

    @Test
    void rfc_8705_section_3_wants_the_certificate() {
        String thumbprint = DpopKey.ath("a certificate");
        String bearer = rig.token().with("cnf", new JsonObject().put("x5t#S256", thumbprint)).signed();

        rig.refuses(bearer, "certificate");
        assertThat(Rig.outcome(shown(bearer, DpopKey.ath("another")))).contains("certificate");
        assertThat(Rig.outcome(shown(bearer, thumbprint))).isEqualTo("valid");
    }

    private static Verification shown(String bearer, String thumbprint) {
        return rig.verifier.verify(
                new ResourceRequest("GET", URL, List.of("Bearer " + bearer), List.of(), Optional.of(thumbprint)));
    }

    @Test
    void rfc_7800_section_3_1_refuses_a_confirmation_that_is_not_known() {
        rig.refuses(rig.token().with("cnf", new JsonObject().put("kid", "x")), "unknown way");
        rig.refuses(rig.token().with("cnf", "x"), "cnf");
        rig.refuses(rig.token().with("cnf", new JsonObject().put("x5t#S256", 7)), "certificate");
    }
}
