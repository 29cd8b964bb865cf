package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Jws;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code fapi2-security-profile-final-test-plan}: the modules of DPoP. */
@SignetTest
class Fapi2DpopIT {
    private final Http http;
    private final FapiClient client;
    private final String tokenUrl;
    private final String parUrl;
    private Person person;
    private Browser browser;

    Fapi2DpopIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.client = FapiClient.register(http, stores, urls, service.issuer(), true);
        this.tokenUrl = service.issuer() + "/oauth2/token";
        this.parUrl = service.issuer() + "/oauth2/par";
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    private DpopKey key() {
        return client.dpop();
    }

    @Test
    void access_token_type_header_case_sensitivity() {
        String token = client.tokens(browser, person).getString("access_token");

        for (String scheme : new String[] { "DPoP", "dpop", "DPOP", "dPoP" }) {
            HttpAnswer answer = http.request("GET", "/oauth2/userinfo").header("Authorization", scheme + " " + token)
                    .header("dpop", key().proof("GET", client.resourceUrl(), token)).send();
            assertThat(answer.status()).as(scheme).isEqualTo(200);
        }
    }

    @Test
    void check_dpop_proof_nbf_exp() {
        JsonObject atToken = DpopKey.claims("POST", tokenUrl).put("nbf", now()).put("exp", now() + 300);
        HttpAnswer answer = client.token(client.redemption(client.code(browser, person)), signed(atToken));
        String token = PlainClient.good(answer).getString("access_token");

        JsonObject atResource = resourceClaims(token).put("nbf", now()).put("exp", now() + 300);
        assertThat(client.resource(token, signed(atResource)).status()).isEqualTo(200);
    }

    @Test
    void ensure_dpop_proof_with_iat_10_seconds_before_succeeds() {
        assertTakenWithIat(-10);
    }

    @Test
    void ensure_dpop_proof_with_iat_10_seconds_after_succeeds() {
        assertTakenWithIat(10);
    }

    private void assertTakenWithIat(int seconds) {
        JsonObject atToken = DpopKey.claims("POST", tokenUrl).put("iat", now() + seconds);
        HttpAnswer answer = client.token(client.redemption(client.code(browser, person)), signed(atToken));
        String token = PlainClient.good(answer).getString("access_token");

        assertThat(client.resource(token, signed(resourceClaims(token).put("iat", now() + seconds))).status()).isEqualTo(200);
    }

    @Test
    void ensure_mismatched_dpop_jkt_fails() {
        Map<String, String> form = client.authenticated(client.party().request("dpop_jkt", new DpopKey().jkt()));

        HttpAnswer answer = client.post("/oauth2/par", form).header("DPoP", key().proof("POST", parUrl)).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isIn("invalid_request", "invalid_dpop_proof");
    }

    @Test
    void ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt() {
        String code = pushedWithProof(new DpopKey());

        assertRefused(client.redeem(code));
    }

    @Test
    void ensure_token_endpoint_fails_with_mismatched_dpop_jkt() {
        String code = client.code(browser, person, "dpop_jkt", new DpopKey().jkt());

        assertRefused(client.redeem(code));
    }

    @Test
    void ensure_dpop_proof_at_par_endpoint_binding_success() {
        String code = pushedWithProof(key());

        assertThat(PlainClient.good(client.redeem(code)).getString("token_type")).isEqualTo("DPoP");
    }

    @Test
    void ensure_dpop_auth_code_binding_success() {
        String code = client.code(browser, person, "dpop_jkt", key().jkt());

        assertThat(PlainClient.good(client.redeem(code)).getString("token_type")).isEqualTo("DPoP");
    }

    @Test
    void ensure_holder_of_key_required() {
        String code = client.code(browser, person);

        HttpAnswer answer = client.post("/oauth2/token", client.authenticated(client.redemption(code))).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_dpop_proof");
    }

    @Test
    void dpop_negative_tests_of_what_a_proof_says() {
        String token = client.tokens(browser, person).getString("access_token");
        Map<String, JsonObject> wrong = new LinkedHashMap<>();
        for (String claim : new String[] { "jti", "htm", "htu", "iat", "ath" }) {
            JsonObject claims = resourceClaims(token);
            claims.remove(claim);
            wrong.put(claim + " missing", claims);
        }
        wrong.put("htm of another method", resourceClaims(token).put("htm", "PUT"));
        wrong.put("htu of another URL", resourceClaims(token).put("htu", "https://other.example/resource"));
        wrong.put("iat an hour ahead", resourceClaims(token).put("iat", now() + 3600));
        wrong.put("iat an hour ago", resourceClaims(token).put("iat", now() - 3600));
        wrong.put("ath of another token", resourceClaims(token).put("ath", DpopKey.ath("another")));

        wrong.forEach((why, claims) -> assertThat(client.resource(token, signed(claims)).status()).as(why).isEqualTo(401));
        assertThat(client.resource(token).status()).as("a right one").isEqualTo(200);
    }

    @Test
    void dpop_negative_tests_of_the_header() {
        String token = client.tokens(browser, person).getString("access_token");
        Map<String, Map<String, Object>> wrong = new LinkedHashMap<>();
        for (String parameter : new String[] { "typ", "jwk" }) {
            Map<String, Object> header = key().header();
            header.remove(parameter);
            wrong.put(parameter + " missing", header);
        }
        wrong.put("another typ", header("typ", "JWT"));
        wrong.put("a private key", header("jwk", key().privateJwk()));

        wrong.forEach((why, header) -> assertThat(client.resource(token, key().proof(header, resourceClaims(token))).status())
                .as(why).isEqualTo(401));
        Map<String, Object> withoutAlg = key().header();
        withoutAlg.remove("alg");
        assertThat(client.resource(token, Jws.forge(withoutAlg, resourceClaims(token), "AA")).status()).isEqualTo(401);
        assertThat(client.resource(token, Jws.forge(header("alg", "none"), resourceClaims(token), "")).status()).isEqualTo(401);
        assertThat(client.resource(token, key().proof(header("extra", "x"), resourceClaims(token).put("extra", 1))).status())
                .as("more than is known").isEqualTo(200);
        // RS256 is tried with an RSA key only; the plan's keys for DPoP are the client's choice, and here P-256
    }

    @Test
    void dpop_negative_tests_of_the_signature_and_its_key() {
        String token = client.tokens(browser, person).getString("access_token");
        String proof = signed(resourceClaims(token));

        assertThat(client.resource(token, proof.substring(0, proof.lastIndexOf('.') + 1) + "A".repeat(86)).status())
                .isEqualTo(401);
        assertThat(client.resource(token, "not.well-formed").status()).isEqualTo(401);
        assertThat(client.resource(token, new DpopKey().proof("GET", client.resourceUrl(), token)).status()).isEqualTo(401);
    }

    @Test
    void dpop_negative_tests_of_how_often_and_how_a_proof_is_sent() {
        String token = client.tokens(browser, person).getString("access_token");
        String proof = signed(resourceClaims(token));
        HttpAnswer two = http.request("GET", "/oauth2/userinfo").header("Authorization", "DPoP " + token)
                .header("DPoP", signed(resourceClaims(token))).header("DPoP", signed(resourceClaims(token))).send();

        assertThat(two.status()).isIn(400, 401);
        assertThat(client.resource(token, proof).status()).isEqualTo(200);
        assertThat(client.resource(token, proof).status()).as("a second time").isEqualTo(401);
        assertThat(http.request("GET", "/oauth2/userinfo").bearer(token).header("DPoP", signed(resourceClaims(token))).send()
                .status()).as("as Bearer").isEqualTo(401);
        assertThat(http.request("GET", "/oauth2/userinfo").bearer(token).send().status()).isEqualTo(401);
    }

    @Test
    void dpop_negative_tests_compare_urls_in_their_normal_form() {
        String token = client.tokens(browser, person).getString("access_token");
        String url = client.resourceUrl();

        for (String same : new String[] { url + "?a=b#c", url.replace("http", "HTTP").replace("localhost", "LOCALHOST") }) {
            assertThat(client.resource(token, signed(resourceClaims(token).put("htu", same))).status()).as(same).isEqualTo(200);
        }
    }

    private String pushedWithProof(DpopKey key) {
        HttpAnswer pushed = client.post("/oauth2/par", client.authenticated(client.party().request()))
                .header("DPoP", key.proof("POST", parUrl)).send();
        return client.party().answer(browser, person, client.bring(browser, client.requestUri(pushed))).get("code");
    }

    private static void assertRefused(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isIn("invalid_grant", "invalid_dpop_proof");
    }

    private Map<String, Object> header(String parameter, Object value) {
        Map<String, Object> header = key().header();
        header.put(parameter, value);
        return header;
    }

    private JsonObject resourceClaims(String token) {
        return DpopKey.claims("GET", client.resourceUrl()).put("ath", DpopKey.ath(token));
    }

    private String signed(JsonObject claims) {
        return key().proof(key().header(), claims);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
