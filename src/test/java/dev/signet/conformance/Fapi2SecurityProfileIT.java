package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/**
 * {@code fapi2-security-profile-final-test-plan} for OpenID Connect, private_key_jwt and DPoP: the modules of the flow. Those
 * of
 * the client's assertion and of DPoP have classes of their own. Modules of request objects, of mutual TLS and of national
 * profiles (Brazil, Australia, the UK, the UAE, Saudi Arabia) are not of this variant; grant management is not offered.
 */
@SignetTest
class Fapi2SecurityProfileIT {
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private final IdTokens idTokens;
    private final FapiClient client;
    private final FapiClient client2;
    private Person person;
    private Browser browser;

    Fapi2SecurityProfileIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
        this.idTokens = new IdTokens(http, service.issuer());
        this.client = FapiClient.register(http, stores, urls, issuer, true);
        this.client2 = FapiClient.register(http, stores, urls, issuer, true);
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    @Test
    void discovery_end_point_verification() {
        JsonObject metadata = http.get("/.well-known/openid-configuration").json();

        assertThat(metadata.getString("issuer")).isEqualTo(issuer);
        assertThat(metadata.getString("pushed_authorization_request_endpoint")).startsWith(issuer);
        assertThat(metadata.getBoolean("authorization_response_iss_parameter_supported")).isTrue();
        assertThat(values(metadata, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(values(metadata, "token_endpoint_auth_methods_supported")).contains("private_key_jwt");
        for (String member : List.of("dpop_signing_alg_values_supported", "id_token_signing_alg_values_supported",
                "token_endpoint_auth_signing_alg_values_supported", "userinfo_signing_alg_values_supported")) {
            assertThat(values(metadata, member)).as(member).contains("PS256", "ES256", "EdDSA");
        }
    }

    @Test
    void happy_flow() {
        Map<String, String> answer = client.answer(browser, person);
        assertThat(answer).containsEntry("state", "a state").containsEntry("iss", issuer);
        JsonObject tokens = PlainClient.good(client.redeem(answer.get("code")));
        JsonObject other = client2.tokens(browser, person);

        assertThat(tokens.getString("token_type")).isEqualTo("DPoP");
        assertThat(idTokens.header(tokens.getString("id_token"))).containsEntry("alg", "PS256");
        assertThat(idTokens.verified(tokens, client.clientId()).getString("nonce")).isEqualTo("a nonce");
        assertThat(client.resource(tokens.getString("access_token")).json().getString("sub")).isEqualTo(person.id());
        assertThat(client2.resource(other.getString("access_token")).status()).isEqualTo(200);
        assertThat(client2.resource(tokens.getString("access_token")).status()).as("by the other client's key").isEqualTo(401);
    }

    @Test
    void user_rejects_authentication() {
        FapiClient asking = FapiClient.register(http, stores, urls, issuer, false);
        assertThat(client.answer(browser, person)).containsKey("code");
        HttpAnswer step = asking.bring(browser, asking.requestUri(asking.push()));
        HttpAnswer consent = browser.get(step.header("Location"));

        HttpAnswer no = browser.send(Browser.forms(consent).get(1));

        assertThat(asking.party().answer(browser, person, no)).containsEntry("error", "access_denied")
                .containsEntry("state", "a state").containsEntry("iss", issuer).doesNotContainKey("code");
    }

    @Test
    void ensure_authorization_request_without_state_success() {
        assertThat(client.answer(browser, person, "state", null)).containsKey("code").doesNotContainKey("state");
    }

    @Test
    void ensure_authorization_request_without_nonce_success() {
        JsonObject tokens = client.tokens(browser, person, "nonce", null);

        assertThat(idTokens.verified(tokens, client.clientId()).containsKey("nonce")).isFalse();
    }

    @Test
    void ensure_authorization_request_with_64_char_nonce_success() {
        JsonObject tokens = client.tokens(browser, person, "nonce", "n".repeat(64));

        assertThat(idTokens.verified(tokens, client.clientId()).getString("nonce")).isEqualTo("n".repeat(64));
    }

    @Test
    void ensure_authorization_request_with_long_nonce() {
        JsonObject tokens = client.tokens(browser, person, "nonce", "n".repeat(384));

        assertThat(idTokens.verified(tokens, client.clientId()).getString("nonce")).isEqualTo("n".repeat(384));
    }

    @Test
    void ensure_authorization_request_with_long_state() {
        assertThat(client.answer(browser, person, "state", "s".repeat(384))).containsEntry("state", "s".repeat(384))
                .containsKey("code");
    }

    @Test
    void ensure_other_scope_order_succeeds() {
        assertThat(client.tokens(browser, person, "scope", "email openid").getString("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "email");
    }

    @Test
    void test_claims_parameter_identity_claims() {
        String claims = "{\"id_token\":{\"preferred_username\":{\"essential\":true}},\"userinfo\":{\"preferred_username\":null}}";

        JsonObject tokens = client.tokens(browser, person, "claims", claims);

        assertThat(idTokens.verified(tokens, client.clientId()).getString("preferred_username")).isEqualTo(person.username());
        assertThat(client.resource(tokens.getString("access_token")).json().getString("preferred_username"))
                .isEqualTo(person.username());
    }

    @Test
    void ensure_different_nonce_inside_and_outside_request_object() {
        HttpAnswer first = client.bring(browser, client.requestUri(client.push()), "nonce", "another");
        String code = client.party().answer(browser, person, first).get("code");

        assertThat(idTokens.verified(PlainClient.good(client.redeem(code)), client.clientId()).getString("nonce"))
                .isEqualTo("a nonce");
    }

    @Test
    void ensure_different_state_inside_and_outside_request_object() {
        HttpAnswer first = client.bring(browser, client.requestUri(client.push()), "state", "another");

        assertThat(client.party().answer(browser, person, first)).containsEntry("state", "a state");
    }

    @Test
    void state_only_outside_request_object_not_used() {
        HttpAnswer first = client.bring(browser, client.requestUri(client.push("state", null)), "state", "outside");

        assertThat(client.party().answer(browser, person, first)).containsKey("code").doesNotContainKey("state");
    }

    @Test
    void ensure_request_object_without_redirect_uri_fails() {
        assertThat(client.push("redirect_uri", null).status()).isEqualTo(400);
    }

    // ensure-registered-redirect-uri is for profiles with registered URIs; tolerate-unregistered-redirect-uri lets a provider
    // take or refuse one that comes by PAR (RFC 9126 §2.4): this one refuses
    @Test
    void tolerate_unregistered_redirect_uri() {
        assertThat(error(client.push("redirect_uri", RelyingParty.REDIRECT_URI + "/other")))
                .isEqualTo("400 invalid_redirect_uri");
    }

    @Test
    void ensure_unsigned_authorization_request_without_using_par_fails() {
        assertThat(client.party().answer(browser, person)).containsEntry("error", "invalid_request")
                .containsEntry("state", "a state").doesNotContainKey("code");
    }

    @Test
    void ensure_redirect_uri_in_authorization_request() {
        HttpAnswer answer = client.party().authorize(browser, "redirect_uri", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void ensure_response_type_code_idtoken_fails() {
        assertThat(error(client.push("response_type", "code id_token"))).isEqualTo("400 unsupported_response_type");
    }

    @Test
    void ensure_response_type_token_fails() {
        assertThat(error(client.push("response_type", "token"))).isEqualTo("400 unsupported_response_type");
    }

    @Test
    void ensure_authorization_code_is_bound_to_client() {
        String code = client.code(browser, person);

        assertThat(error(client2.redeem(code))).isEqualTo("400 invalid_grant");
    }

    @Test
    void attempt_reuse_authorization_code_after_one_second() {
        String code = client.code(browser, person);
        String accessToken = PlainClient.good(client.redeem(code)).getString("access_token");
        assertThat(client.resource(accessToken).status()).isEqualTo(200);

        assertThat(error(client.redeem(code))).isEqualTo("400 invalid_grant");

        assertThat(client.resource(accessToken).status()).as("what it gave is taken back").isEqualTo(401);
    }

    @Test
    void attempt_to_use_expired_auth_code() {
        String code = client.code(browser, person);

        assertThat(new Moments(stores, urls).end("code", code)).as("§5.3.2.1: 60 s at most").isBetween(1L, 60_000L);
        assertThat(error(client.redeem(code))).isEqualTo("400 invalid_grant");
    }

    @Test
    void refresh_token() {
        JsonObject first = client.tokens(browser, person);
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", first.getString("refresh_token"));
        assertThat(client2.token(form).status()).as("another client's").isEqualTo(400);
        assertThat(client.post("/oauth2/token", form).header("DPoP", client.proof()).send().status()).as("no assertion")
                .isEqualTo(401);
        assertThat(error(client.post("/oauth2/token", client.authenticated(form)).send())).as("no proof")
                .isEqualTo("400 invalid_dpop_proof");

        JsonObject second = PlainClient.good(client.token(form));

        assertThat(second.getString("token_type")).isEqualTo("DPoP");
        assertThat(client.resource(second.getString("access_token")).status()).isEqualTo(200);
    }

    // ensure-server-handles-non-matching-intent-id, test-essential-acr-sca-claim: of the UK's profile only

    @Test
    void par_ensure_reused_request_uri_prior_to_auth_completion_succeeds() {
        String requestUri = client.requestUri(client.push());
        assertThat(client.bring(browser, requestUri).header("Location")).startsWith("/login?handle=");

        assertThat(client.party().answer(browser, person, client.bring(browser, requestUri))).containsKey("code");
    }

    @Test
    void par_attempt_reuse_request_uri() {
        String requestUri = client.requestUri(client.push());
        assertThat(client.party().answer(browser, person, client.bring(browser, requestUri))).containsKey("code");

        assertShownAPage(client.bring(browser, requestUri));
    }

    @Test
    void par_attempt_to_use_expired_request_uri() {
        HttpAnswer pushed = client.push();
        String requestUri = client.requestUri(pushed);

        assertThat(pushed.json().getInteger("expires_in")).as("§5.3.2.2: less than 600 s").isBetween(5, 599);
        assertThat(new Moments(stores, urls).end("par", requestUri.replaceAll(".*:", ""))).isPositive();
        assertShownAPage(client.bring(browser, requestUri));
    }

    @Test
    void par_attempt_to_use_request_uri_for_different_client() {
        assertShownAPage(client2.bring(browser, client.requestUri(client.push())));
    }

    @Test
    void par_authorization_request_containing_request_uri_form_param() {
        assertThat(error(client.push("request_uri", client.requestUri(client.push())))).isEqualTo("400 invalid_request");
    }

    @Test
    void par_attempt_invalid_http_method() {
        Map<String, String> form = client.authenticated(client.party().request());

        assertThat(http.request("PUT", "/oauth2/par").form(form).send().status()).isEqualTo(405);
        assertThat(http.get("/oauth2/par?" + RelyingParty.query(form)).status()).isEqualTo(405);
    }

    @Test
    void par_without_duplicate_parameters() {
        HttpAnswer first = client.bring(browser, client.requestUri(client.push()));

        assertThat(client.party().answer(browser, person, first)).containsKey("code");
    }

    @Test
    void par_ensure_pkce_required() {
        assertThat(error(client.push("code_challenge", null, "code_challenge_method", null))).isEqualTo("400 invalid_request");
    }

    @Test
    void ensure_pkce_code_verifier_required() {
        Map<String, String> form = new HashMap<>(client.redemption(client.code(browser, person)));
        form.remove("code_verifier");

        assertThat(error(client.token(form))).isEqualTo("400 invalid_grant");
    }

    @Test
    void incorrect_pkce_code_verifier_rejected() {
        Map<String, String> form = new LinkedHashMap<>(client.redemption(client.code(browser, person)));
        form.put("code_verifier", RelyingParty.VERIFIER + "x");

        assertThat(error(client.token(form))).isEqualTo("400 invalid_grant");
    }

    @Test
    void par_plain_pkce_rejected() {
        assertThat(error(client.push("code_challenge", RelyingParty.VERIFIER, "code_challenge_method", "plain")))
                .isEqualTo("400 invalid_request");
    }

    private static void assertShownAPage(HttpAnswer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    private static List<String> values(JsonObject metadata, String member) {
        return metadata.getJsonArray(member).stream().map(String.class::cast).toList();
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }
}
