package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Jws;
import dev.signet.testing.SignetTest;
import dev.signet.testing.TestClients;
import io.vertx.core.json.JsonObject;

/** DPoP at the token endpoint: the items of RFC 9449 §4.3, and what is bound. */
@SignetTest
class DpopIT {
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final String OK = "200 null";
    private static final String REFUSED = "400 invalid_dpop_proof";

    private final Http http;
    private final SignetService service;
    private final TestClients clients;
    private final String client;
    private final String url;
    private final DpopKey key = new DpopKey();

    DpopIT(Http http, SignetService service, Stores stores, StoreUrls urls) {
        this.http = http.fromFresh();
        this.service = service;
        this.clients = new TestClients(stores, urls);
        this.client = clients.withSecret("client_secret_basic", SECRET, Map.of());
        this.url = service.issuer() + "/oauth2/token";
    }

    @Test
    void binds_the_token_to_the_key_of_the_proof() {
        HttpAnswer answer = token(key.proof("POST", url));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getString("token_type")).isEqualTo("DPoP");
        assertThat(claims(answer).getJsonObject("cnf")).isEqualTo(new JsonObject().put("jkt", key.jkt()));
        assertThat(answer.header("DPoP-Nonce")).isNotBlank();
    }

    @Test
    void takes_every_asymmetric_algorithm() {
        for (DpopKey each : List.of(new DpopKey(Jws.rsaKey(2048), "RS256"), new DpopKey(Jws.rsaKey(2048), "PS256"),
                new DpopKey(Jws.edKey(), "EdDSA"))) {
            assertThat(error(token(each.proof("POST", url)))).isEqualTo(OK);
        }
    }

    @Test
    void leaves_a_token_unbound_that_was_asked_for_without_a_proof() {
        HttpAnswer answer = call().send();

        assertThat(answer.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(claims(answer).containsKey("cnf")).isFalse();
    }

    @Test
    void item_1_rejects_two_proofs() {
        assertThat(error(call().header("DPoP", key.proof("POST", url)).header("DPoP", key.proof("POST", url)).send()))
                .isEqualTo(REFUSED);
        assertThat(error(token(key.proof("POST", url) + ", " + key.proof("POST", url)))).isEqualTo(REFUSED);
    }

    @Test
    void item_2_rejects_what_is_not_a_well_formed_jwt() {
        for (String proof : List.of("", "x", "a.b.c", key.proof("POST", url) + ".x",
                key.proof("POST", url).replace('.', ' '))) {
            assertThat(error(token(proof))).as(proof).isEqualTo(REFUSED);
        }
    }

    @Test
    void item_3_rejects_a_proof_that_lacks_a_claim() {
        for (String claim : List.of("jti", "htm", "htu", "iat")) {
            JsonObject claims = DpopKey.claims("POST", url);
            claims.remove(claim);
            assertThat(error(token(key.proof(key.header(), claims)))).as(claim).isEqualTo(REFUSED);
        }
        assertThat(error(token(with("jti", "x".repeat(300))))).isEqualTo(REFUSED);
        assertThat(error(token(with("iat", "now")))).isEqualTo(REFUSED);
    }

    @Test
    void item_4_rejects_another_typ() {
        assertThat(error(token(header("typ", "JWT")))).isEqualTo(REFUSED);
        assertThat(error(token(header("typ", "at+jwt")))).isEqualTo(REFUSED);
    }

    @Test
    void item_5_rejects_none_and_a_symmetric_algorithm() {
        Map<String, Object> none = key.header();
        none.put("alg", "none");
        assertThat(error(token(Jws.forge(none, DpopKey.claims("POST", url), "AA")))).isEqualTo(REFUSED);
        Map<String, Object> hmac = key.header();
        hmac.put("alg", "HS256");
        hmac.put("jwk", Map.of("kty", "oct", "k", Base64.getUrlEncoder().encodeToString(SECRET.getBytes())));
        assertThat(error(token(Jws.mac(SECRET, hmac, DpopKey.claims("POST", url))))).isEqualTo(REFUSED);
    }

    @Test
    void item_5_rejects_a_weak_key_and_an_algorithm_that_does_not_fit_the_key() {
        assertThat(error(token(new DpopKey(Jws.rsaKey(1024), "RS256").proof("POST", url)))).isEqualTo(REFUSED);
        Map<String, Object> header = key.header();
        header.put("alg", "RS256");
        assertThat(error(token(Jws.forge(header, DpopKey.claims("POST", url), "AA")))).isEqualTo(REFUSED);
    }

    @Test
    void item_6_rejects_a_signature_of_another_key() {
        assertThat(error(token(new DpopKey().proof(key.header(), DpopKey.claims("POST", url))))).isEqualTo(REFUSED);
        String proof = key.proof("POST", url);
        String body = proof.substring(0, proof.lastIndexOf('.'));
        assertThat(error(token(body + "." + "A".repeat(86)))).isEqualTo(REFUSED);
    }

    @Test
    void item_7_rejects_a_private_key_and_a_missing_one() {
        assertThat(error(token(header("jwk", key.privateJwk())))).isEqualTo(REFUSED);
        Map<String, Object> without = key.header();
        without.remove("jwk");
        assertThat(error(token(key.proof(without, DpopKey.claims("POST", url))))).isEqualTo(REFUSED);
    }

    @Test
    void item_8_rejects_another_method() {
        assertThat(error(token(with("htm", "GET")))).isEqualTo(REFUSED);
        assertThat(error(token(with("htm", "post")))).isEqualTo(REFUSED);
    }

    @Test
    void item_9_rejects_another_url() {
        for (String other : List.of(service.issuer() + "/oauth2/par", "https://other.example/oauth2/token", url + "/",
                url.replace("http:", "https:"), "/oauth2/token", "oauth2/token", "http://x@" + url.substring(7), "")) {
            assertThat(error(token(with("htu", other)))).as(other).isEqualTo(REFUSED);
        }
    }

    @Test
    void item_9_compares_urls_in_their_normal_form_and_without_query() {
        for (String same : List.of(url + "?a=b", url + "#c", url.replace("localhost", "LOCALHOST").replace("http", "HTTP"),
                url.replace("token", "%74oken"), url.replace("/oauth2", "/x/../oauth2"))) {
            assertThat(error(token(with("htu", same)))).as(same).isEqualTo(OK);
        }
    }

    @Test
    void item_10_takes_our_nonce_and_no_other() {
        String nonce = token(key.proof("POST", url)).header("DPoP-Nonce");

        assertThat(error(token(with("nonce", nonce)))).isEqualTo(OK);
        HttpAnswer answer = token(with("nonce", nonce.substring(1) + "A"));
        assertThat(error(answer)).isEqualTo("400 use_dpop_nonce");
        assertThat(error(token(with("nonce", answer.header("DPoP-Nonce"))))).isEqualTo(OK);
        assertThat(error(token(with("nonce", "")))).isEqualTo("400 use_dpop_nonce");
        assertThat(error(token(with("nonce", 5)))).isEqualTo(REFUSED);
    }

    @Test
    void item_11_rejects_a_proof_of_another_minute() {
        for (long off : new long[] { -70, -86_400, 70, 86_400 }) {
            assertThat(error(token(with("iat", Instant.now().getEpochSecond() + off)))).as("%d", off).isEqualTo(REFUSED);
        }
    }

    @Test
    void section_11_1_rejects_a_proof_shown_twice() {
        String proof = key.proof("POST", url);

        assertThat(error(token(proof))).isEqualTo(OK);
        assertThat(error(token(proof))).isEqualTo(REFUSED);
    }

    @Test
    void section_11_1_lets_one_of_twenty_at_once_through() {
        String proof = key.proof("POST", url);
        List<CompletableFuture<HttpAnswer>> calls = Stream.generate(() -> call().header("DPoP", proof).sendAsync()).limit(20)
                .toList();

        assertThat(calls).extracting(call -> call.join().status()).filteredOn(status -> status == 200)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void section_5_2_rejects_a_client_that_must_send_a_proof_and_does_not() {
        String bound = clients.withSecret("client_secret_basic", SECRET, Map.of("dpop_bound_access_tokens", true));
        HttpAnswer answer = call(http, bound).send();

        assertThat(error(answer)).isEqualTo(REFUSED);
        assertThat(answer.header("DPoP-Nonce")).isNotBlank();
        assertThat(error(call(http, bound).header("DPoP", key.proof("POST", url)).send())).isEqualTo(OK);
    }

    @Test
    void section_8_asks_for_a_nonce_where_the_settings_require_one() {
        try (SignetService strict = service.replica().with("SIGNET_DPOP_NONCE", "required").start()) {
            Http there = Http.to(strict.baseUri());
            HttpAnswer asked = call(there, client).header("DPoP", key.proof("POST", url)).send();

            assertThat(error(asked)).isEqualTo("400 use_dpop_nonce");
            JsonObject claims = DpopKey.claims("POST", url).put("nonce", asked.header("DPoP-Nonce"));
            assertThat(error(call(there, client).header("DPoP", key.proof(key.header(), claims)).send())).isEqualTo(OK);
        }
    }

    private String with(String claim, Object value) {
        return key.proof(key.header(), DpopKey.claims("POST", url).put(claim, value));
    }

    private String header(String parameter, Object value) {
        Map<String, Object> header = key.header();
        header.put(parameter, value);
        return key.proof(header, DpopKey.claims("POST", url));
    }

    private HttpAnswer token(String proof) {
        return call().header("DPoP", proof).send();
    }

    private HttpCall call() {
        return call(http, client);
    }

    private static HttpCall call(Http from, String client) {
        return from.request("POST", "/oauth2/token").basic(client, SECRET).form(Map.of("grant_type", "client_credentials"));
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }

    private static JsonObject claims(HttpAnswer answer) {
        String payload = answer.json().getString("access_token").split("\\.")[1];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(payload)));
    }
}
