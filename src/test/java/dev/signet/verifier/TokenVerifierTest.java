package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Jws;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a token has to be (RFC 9068 §4, RFC 8725 §3), and what is answered where it is not (RFC 6750 §3). */
class TokenVerifierTest {
    private static final PublicJsonWebKey OTHER = Rig.key(Jws.ecKey(), "ES256");
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.started();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void accepts_a_token_and_tells_what_it_says() {
        IssuedToken issued = rig.token();
        VerifiedToken token = rig.accepted(issued.signed());

        assertThat(token.subject()).isEqualTo("alice");
        assertThat(token.clientId()).isEqualTo("app");
        assertThat(token.sid()).contains(issued.sid());
        assertThat(token.scopes()).containsExactlyInAnyOrder("read", "write");
        assertThat(token.audience()).contains(IssuedToken.AUDIENCE);
        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).hasMinutes(5);
        assertThat(token.claims()).containsEntry("iss", rig.issuer.url());
        assertThat(token.toString()).doesNotContain("alice");
    }

    @Test
    void accepts_every_algorithm_of_the_issuer() {
        Rig.KEYS.values().forEach(key -> rig.accepts(IssuedToken.of(rig.issuer, key)));
    }

    @Test
    void accepts_the_type_in_full_and_an_audience_that_is_one_text() {
        rig.accepts(rig.token().header("typ", "application/at+jwt").with("aud", IssuedToken.AUDIENCE));
    }

    @Test
    void rfc_9068_section_4_refuses_another_type() {
        for (Object typ : new Object[] { "JWT", "dpop+jwt", "statuslist+jwt", "at+jwtx", "", 7 }) {
            rig.refuses(rig.token().header("typ", typ), "no access token");
        }
        rig.refuses(rig.token().header("typ", null), "no access token");
    }

    @Test
    void rfc_9068_section_4_refuses_another_issuer() {
        for (Object iss : new Object[] { "https://id.example", rig.issuer.url() + "/", List.of(rig.issuer.url()), 7 }) {
            rig.refuses(rig.token().with("iss", iss), "issuer");
        }
        rig.refuses(rig.token().with("iss", null), "issuer");
    }

    @Test
    void rfc_9068_section_4_refuses_another_audience() {
        for (Object aud : new Object[] { "app", List.of(), List.of("https://orders.example/"), List.of(7), 7 }) {
            rig.refuses(rig.token().with("aud", aud), "audience");
        }
        rig.refuses(rig.token().with("aud", null), "audience");
    }

    @Test
    void rfc_9068_section_4_refuses_a_signature_of_another_key() {
        rig.refuses(rig.token().signedBy(OTHER), "signature");
        String[] parts = rig.token().signed().split("\\.");
        rig.refuses(parts[0] + "." + rig.token().signed().split("\\.")[1] + "." + parts[2], "signature");
    }

    @Test
    void rfc_9068_section_4_refuses_what_expired_or_is_not_good_yet() {
        long now = rig.issuer.clock.instant().getEpochSecond();

        rig.accepts(rig.token().with("exp", now - 28));
        rig.refuses(rig.token().with("exp", now - 31), "expired");
        rig.accepts(rig.token().with("iat", now + 29).with("nbf", now + 29));
        rig.refuses(rig.token().with("iat", now + 32), "future");
        rig.refuses(rig.token().with("nbf", now + 32), "not good yet");
    }

    @Test
    void rfc_9068_section_2_2_refuses_a_token_that_lacks_a_claim() {
        for (String claim : List.of("exp", "iat", "sub", "jti", "client_id")) {
            rig.refuses(rig.token().with(claim, null), claim);
            rig.refuses(rig.token().with(claim, new JsonObject()), claim);
        }
        rig.refuses(rig.token().with("exp", 1e300), "exp");
        rig.refuses(rig.token().with("sub", ""), "sub");
        rig.refuses(rig.token().with("sid", 7), "sid");
        rig.refuses(rig.token().with("scope", new JsonArray()), "scope");
    }

    @Test
    void rfc_8725_section_3_1_refuses_no_signature_and_other_algorithms() {
        IssuedToken token = rig.token();
        String signature = token.signed().split("\\.")[2];
        for (String alg : List.of("none", "nOnE", "RS256", "HS256", "ES384", "PS256", "")) {
            rig.refuses(Jws.forge(token.header("alg", alg).header(), token.claims(), signature), "signature");
        }
        rig.refuses(Jws.forge(token.header("alg", "none").header(), token.claims(), ""), "no JWT");
    }

    @Test
    void rfc_8725_section_2_1_refuses_the_public_key_as_a_shared_secret() {
        IssuedToken token = rig.token().header("alg", "HS256");

        rig.refuses(Jws.mac(StubIssuer.jwk(Rig.KEY).encode(), token.header(), token.claims()), "signature");
    }

    @Test
    void refuses_the_kid_of_a_key_of_another_algorithm() {
        IssuedToken token = rig.token().header("kid", Rig.KEYS.get("RS256").getKeyId());

        rig.refuses(token, "signature");
        rig.refuses(rig.token().header("kid", Rig.KEYS.get("PS256").getKeyId()).header("alg", "RS256")
                .signedBy(Rig.KEYS.get("PS256")), "signature");
    }

    @Test
    void refuses_a_kid_that_is_no_name() {
        for (Object kid : new Object[] { 7, List.of(), new JsonObject() }) {
            rig.refuses(rig.token().header("kid", kid), "names no key");
        }
        rig.refuses(rig.token().header("kid", null), "names no key");
    }

    @Test
    void rfc_8725_section_3_10_refuses_a_key_that_the_token_brings() {
        JsonObject jwk = StubIssuer.jwk(OTHER);
        rig.refuses(rig.token().header("jwk", jwk).signedBy(OTHER), "brings a key");
        rig.refuses(rig.token().header("jku", rig.issuer.url() + "/mine"), "brings a key");
        rig.refuses(rig.token().header("x5u", rig.issuer.url() + "/mine"), "brings a key");
        rig.refuses(rig.token().header("x5c", List.of("MII")), "brings a key");
        assertThat(rig.issuer.calls("/mine")).isEmpty();
    }

    @Test
    void rfc_7515_section_4_1_11_refuses_an_extension() {
        IssuedToken token = rig.token().header("crit", List.of("exp"));
        rig.refuses(Jws.forge(token.header(), token.claims(), "AAAA"), "no JWT");
        rig.refuses(Jws.forge(rig.token().header("b64", false).header(), token.claims(), "AAAA"), "no JWT");
    }

    @Test
    void refuses_what_is_no_jwt() {
        String token = rig.token().signed();
        for (String text : List.of("", "x", "a.b", "a.b.c.d", token + ".", token + "=", token + " x", token.replace('.', ':'),
                "." + token, "{}", "é.é.é")) {
            rig.refuses(text, "no JWT");
        }
        rig.refuses(rig.token().with("sub", "x".repeat(8_192)), "no JWT");
    }

    /** 64 bytes leave four bits of the last of 86 characters unused. */
    @Test
    void refuses_base64url_that_is_not_canonical() {
        String token = rig.token().signed();
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char same = alphabet.charAt(alphabet.indexOf(last) + 1);

        rig.refuses(token.substring(0, token.length() - 1) + same, "no JWT");
    }

    @Test
    void refuses_a_member_that_comes_twice_and_text_that_is_not_well_formed() {
        String[] parts = rig.token().signed().split("\\.");
        rig.refuses(encoded("{\"typ\":\"at+jwt\",\"typ\":\"at+jwt\"}".getBytes(UTF_8)) + "." + parts[1] + "." + parts[2],
                "no JWT");
        rig.refuses(parts[0] + "." + encoded("{\"cnf\":{\"a\":1,\"a\":2}}".getBytes(UTF_8)) + "." + parts[2], "no JWT");
        rig.refuses(parts[0] + "." + encoded(new byte[] { '{', '"', (byte) 0xFF, '"', ':', '1', '}' }) + "." + parts[2],
                "no JWT");
        rig.refuses(parts[0] + "." + encoded("[]".getBytes(UTF_8)) + "." + parts[2], "no JWT");
        rig.refuses(parts[0] + "." + encoded("{} {}".getBytes(UTF_8)) + "." + parts[2], "no JWT");
        rig.refuses(parts[0] + "." + encoded("[".repeat(5_000).getBytes(UTF_8)) + "." + parts[2], "no JWT");
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void takes_typ_jwt_where_it_was_told_so_and_no_id_token_all_the_same() {
        try (Rig other = Rig.started(builder -> builder.types("at+jwt", "JWT"))) {
            other.accepts(other.token().header("typ", "JWT"));
            other.refuses(other.token().header("typ", "JWT").with("client_id", null).with("nonce", "n"), "client_id");
        }
    }

    @Test
    void rfc_6750_section_3_challenges() {
        assertThat(challenge(new ResourceRequest("GET", "https://orders.example/", List.of(), List.of())))
                .isEqualTo("Bearer, DPoP algs=\"RS256 PS256 ES256 EdDSA\"");
        assertThat(challenge(new ResourceRequest("GET", "https://orders.example/", List.of("Basic eDp5"), List.of())))
                .isEqualTo("Bearer, DPoP algs=\"RS256 PS256 ES256 EdDSA\"");
        assertThat(challenge(Rig.bearer("x")))
                .startsWith("Bearer error=\"invalid_token\", error_description=\"The token is no JWT.\"");
        String token = rig.token().signed();
        assertThat(
                challenge(new ResourceRequest("GET", "https://orders.example/", List.of("Bearer " + token, "Bearer " + token),
                        List.of())))
                .startsWith("Bearer error=\"invalid_token\"");
    }

    private static String challenge(ResourceRequest request) {
        return rig.verifier.verify(request).fold(valid -> "valid", Verification.Refused::challenge, away -> "503");
    }

    @Test
    void shows_no_token_and_no_secret() {
        String token = rig.token().signed();

        assertThat(Rig.bearer(token).toString()).doesNotContain(token);
        assertThat(new FeedSubscription("app", "secret-of-it", Duration.ofSeconds(3)).toString())
                .doesNotContain("secret-of-it");
    }

    @Test
    void is_not_made_without_what_it_needs() {
        for (String issuer : List.of("https://id.example/", "http://id.example", "id.example", "https://a@id.example")) {
            assertThatThrownBy(() -> TokenVerifier.builder(issuer)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> TokenVerifier.builder("https://id.example").build()).hasMessageContaining("audience");
        assertThatThrownBy(() -> TokenVerifier.builder("https://id.example").skew(Duration.ofHours(1)))
                .hasMessageContaining("skew");
        assertThatThrownBy(
                () -> TokenVerifier.builder("https://id.example").audience("a").feed("a", "b").ignoreRevocation().build())
                .hasMessageContaining("ignoreRevocation");
    }
}
