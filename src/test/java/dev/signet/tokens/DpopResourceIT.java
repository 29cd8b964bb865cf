package dev.signet.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.SignetTest;
import dev.signet.testing.TestClients;
import io.vertx.core.json.JsonObject;

/** DPoP at our own protected resources (RFC 9449 §7). */
@SignetTest
class DpopResourceIT {
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final String LIMITS = "/api/v1/admin/limits";

    private final Http http;
    private final SignetService service;
    private final String client;
    private final String url;
    private final DpopKey key = new DpopKey();

    DpopResourceIT(Http http, SignetService service, Stores stores, StoreUrls urls) {
        this.http = http.fromFresh();
        this.service = service;
        this.client = new TestClients(stores, urls).withSecret("client_secret_basic", SECRET, Map.of());
        this.url = service.issuer() + LIMITS;
    }

    @Test
    void serves_a_bound_token_with_a_proof_of_its_key() {
        String token = bound();

        HttpAnswer answer = dpop(token, key.proof("GET", url, token));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("DPoP-Nonce")).isNotBlank();
    }

    @Test
    void section_7_2_rejects_a_bound_token_sent_as_bearer() {
        HttpAnswer answer = http.request("GET", LIMITS).bearer(bound()).send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:invalid-token");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"").contains("DPoP algs=\"");
    }

    @Test
    void section_7_2_rejects_a_bearer_token_sent_as_dpop() {
        String token = token(Map.of()).json().getString("access_token");

        assertRefused(dpop(token, key.proof("GET", url, token)), "invalid_token");
    }

    @Test
    void item_12_rejects_a_proof_without_the_hash_of_the_token_or_with_anothers() {
        String token = bound();

        assertRefused(dpop(token, key.proof("GET", url)), "invalid_dpop_proof");
        assertRefused(dpop(token, key.proof("GET", url, bound())), "invalid_dpop_proof");
    }

    @Test
    void item_12_rejects_a_proof_of_another_key() {
        String token = bound();

        assertRefused(dpop(token, new DpopKey().proof("GET", url, token)), "invalid_token");
    }

    @Test
    void rejects_a_token_without_a_proof() {
        assertRefused(http.request("GET", LIMITS).header("Authorization", "DPoP " + bound()).send(), "invalid_dpop_proof");
    }

    @Test
    void rejects_a_proof_for_another_method_or_url() {
        String token = bound();

        assertRefused(dpop(token, key.proof("PUT", url, token)), "invalid_dpop_proof");
        assertRefused(dpop(token, key.proof("GET", url + "/registration", token)), "invalid_dpop_proof");
    }

    @Test
    void rejects_a_proof_shown_twice() {
        String token = bound();
        String proof = key.proof("GET", url, token);

        assertThat(dpop(token, proof).status()).isEqualTo(200);
        assertRefused(dpop(token, proof), "invalid_dpop_proof");
    }

    @Test
    void section_9_asks_for_a_nonce_of_ours() {
        String token = bound();
        JsonObject claims = DpopKey.claims("GET", url).put("ath", DpopKey.ath(token)).put("nonce", "old");
        HttpAnswer asked = dpop(token, key.proof(key.header(), claims));

        assertRefused(asked, "use_dpop_nonce");
        claims.put("nonce", asked.header("DPoP-Nonce"));
        assertThat(dpop(token, key.proof(key.header(), claims)).status()).isEqualTo(200);
    }

    @Test
    void rejects_two_authorizations_at_once() {
        String token = bound();
        String plain = token(Map.of()).json().getString("access_token");

        assertThat(http.request("GET", LIMITS).bearer(plain).header("Authorization", "DPoP " + token)
                .header("DPoP", key.proof("GET", url, token)).send().status()).isEqualTo(401);
    }

    @Test
    void rejects_what_is_no_token_at_all() {
        assertRefused(dpop("x", key.proof("GET", url, "x")), "invalid_token");
        assertThat(http.get(LIMITS).header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void does_not_sign_out_by_a_bound_token_that_its_holder_did_not_send() {
        HttpAnswer answer = http.request("POST", "/api/v1/logout").bearer(bound()).json(new JsonObject()).send();

        assertThat(answer.status()).isEqualTo(401);
    }

    private String bound() {
        HttpAnswer answer = token(Map.of("DPoP", key.proof("POST", service.issuer() + "/oauth2/token")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getString("access_token");
    }

    private HttpAnswer token(Map<String, String> headers) {
        HttpCall call = http.request("POST", "/oauth2/token").basic(client, SECRET)
                .form(Map.of("grant_type", "client_credentials"));
        headers.forEach((name, value) -> assertThat(call.header(name, value)).isNotNull());
        return call.send();
    }

    private HttpAnswer dpop(String token, String proof) {
        return http.request("GET", LIMITS).header("Authorization", "DPoP " + token).header("DPoP", proof).send();
    }

    private static void assertRefused(HttpAnswer answer, String error) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP error=\"" + error + "\"")
                .contains("algs=\"RS256 PS256 ES256 EdDSA\"");
    }
}
