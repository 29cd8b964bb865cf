package dev.signet.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;

/** The authorization endpoint, in the order of OpenID Connect Core 1.0 §3.1.2.1. */
@SignetTest
class AuthorizeIT {
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private Person person;
    private Browser browser;

    AuthorizeIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    private RelyingParty client() {
        return RelyingParty.registered().in(stores, urls, http);
    }

    /** Somebody who is signed in already. */
    private RelyingParty signedInAt(RelyingParty client) {
        assertThat(client.code(browser, person)).isNotEmpty();
        return client;
    }

    // Until client and redirect URI are proven nobody is redirected (RFC 6749 §3.1.2.4)

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "client_id, -", "client_id, nobody", "client_id, ''", "redirect_uri, -", "redirect_uri, ''",
            "redirect_uri, https://evil.example/callback", "redirect_uri, https://app.example/callback/",
            "redirect_uri, https://app.example/callback?x=1", "redirect_uri, https://app.example/callback#x",
            "redirect_uri, https://app.example.evil.example/callback", "redirect_uri, //evil.example",
            "redirect_uri, javascript:alert(1)", "redirect_uri, https://app.example/CALLBACK" })
    void shows_a_page_and_redirects_nobody_when_client_or_redirect_uri_is_not_proven(String parameter, String value) {
        HttpAnswer answer = client().authorize(browser, parameter, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.text()).doesNotContain("evil.example");
    }

    @Test
    void shows_a_page_when_a_parameter_is_repeated() {
        HttpAnswer answer = browser.get(RelyingParty.authorizeUrl(client().request()) + "&state=another");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void shows_a_page_for_a_disabled_client() {
        RelyingParty disabled = RelyingParty.registered().with("enabled", false).in(stores, urls, http);

        assertThat(disabled.authorize(browser).status()).isEqualTo(400);
    }

    // Errors that the client is told (RFC 6749 §4.1.2.1, OpenID Connect Core 1.0 §3.1.2.6)

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "response_type, -, invalid_request", "response_type, token, unsupported_response_type",
            "response_type, id_token, unsupported_response_type", "response_type, code id_token, unsupported_response_type",
            "response_type, code token, unsupported_response_type", "response_type, CODE, unsupported_response_type",
            "response_mode, fragment, invalid_request", "scope, openid nonsense, invalid_scope",
            "scope, openid signet:admin, invalid_scope", "prompt, none login, invalid_request",
            "prompt, sometimes, invalid_request", "max_age, -1, invalid_request", "max_age, soon, invalid_request",
            "code_challenge, -, invalid_request", "code_challenge, short, invalid_request",
            "code_challenge_method, plain, invalid_request", "code_challenge_method, -, invalid_request",
            "claims, not json, invalid_request", "claims, [], invalid_request", "claims, '{\"id_token\":[]}', invalid_request",
            "claims, '{\"userinfo\":{\"email\":7}}', invalid_request", "id_token_hint, a.b.c, invalid_request",
            "request, a.b.c, request_not_supported", "request_uri, https://app.example/r, request_uri_not_supported",
            "registration, {}, registration_not_supported", "resource, https://api.example, invalid_target",
            "resource, not-a-uri, invalid_target", "dpop_jkt, short, invalid_request" })
    void tells_the_client_what_is_wrong(String parameter, String value, String error) {
        HttpAnswer answer = client().authorize(browser, parameter, value);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        Map<String, String> told = RelyingParty.parameters(answer.header("Location"));
        assertThat(told).containsEntry("", RelyingParty.REDIRECT_URI).containsEntry("error", error)
                .containsEntry("state", "a state").containsEntry("iss", issuer).containsKey("error_description")
                .doesNotContainKey("code");
    }

    @Test
    void tells_a_client_that_may_not_use_codes() {
        RelyingParty service = RelyingParty.registered().with("grant_types", new String[] { "client_credentials" })
                .in(stores, urls, http);

        assertThat(RelyingParty.parameters(service.authorize(browser).header("Location")))
                .containsEntry("error", "unauthorized_client");
    }

    @Test
    void lets_only_an_exempt_confidential_client_do_without_a_challenge() {
        RelyingParty exempt = RelyingParty.registered().with("require_pkce", false).in(stores, urls, http);
        RelyingParty exemptInVain = RelyingParty.registered().asPublic().with("require_pkce", false).in(stores, urls, http);
        String[] without = { "code_challenge", null, "code_challenge_method", null };

        assertThat(exempt.answer(browser, person, without)).containsKey("code");
        assertThat(exemptInVain.answer(browser, person, without)).containsEntry("error", "invalid_request");
    }

    // The answer

    @ParameterizedTest
    @ValueSource(strings = { "simple", "a+b &=?#%/:;\"'<>\\{}|^`~ é 中文 \uD83D\uDE00", "%41%2B", " spaces " })
    void returns_the_state_byte_for_byte(String state) {
        assertThat(client().answer(browser, person, "state", state)).containsEntry("state", state).containsKey("code");
    }

    @Test
    void leaves_the_state_out_that_was_not_sent_and_names_its_issuer() {
        Map<String, String> answer = client().answer(browser, person, "state", null);

        assertThat(answer).doesNotContainKey("state").containsEntry("iss", issuer);
    }

    @Test
    void keeps_the_query_that_a_redirect_uri_has() {
        RelyingParty client = RelyingParty.registered()
                .with("redirect_uris", new String[] { "https://app.example/cb?tenant=a%20b" }).in(stores, urls, http);

        Map<String, String> answer = client.answer(browser, person, "redirect_uri", "https://app.example/cb?tenant=a%20b");

        assertThat(answer).containsEntry("tenant", "a b").containsKey("code");
    }

    @Test
    void leaves_a_native_clients_loopback_port_free() {
        RelyingParty app = RelyingParty.registered().asPublic().with("application_type", "native")
                .with("redirect_uris", new String[] { "http://127.0.0.1/back" }).in(stores, urls, http);

        HttpAnswer answer = app.authorize(browser, "redirect_uri", "http://127.0.0.1:49152/back");

        assertThat(answer.header("Location")).startsWith("/login?handle=");
        assertThat(app.authorize(browser, "redirect_uri", "http://127.0.0.1:49152/other").status()).isEqualTo(400);
    }

    @Test
    void posts_the_answer_by_a_form_where_that_is_asked_for() {
        RelyingParty client = signedInAt(client());

        HttpAnswer page = client.authorize(browser, "response_mode", "form_post", "state", "a \"state\" & <more>");

        assertThat(page.status()).isEqualTo(200);
        Browser.Form form = Browser.form(page);
        assertThat(form.action()).isEqualTo(RelyingParty.REDIRECT_URI);
        assertThat(form.fields()).containsEntry("state", "a \"state\" & <more>").containsEntry("iss", issuer)
                .containsKey("code");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(http.get("/form-post.js").text()).contains("submit");
    }

    @Test
    void posts_an_error_by_a_form_too() {
        HttpAnswer page = client().authorize(browser, "response_mode", "form_post", "prompt", "none");

        assertThat(Browser.form(page).fields()).containsEntry("error", "login_required");
    }

    @Test
    void takes_a_request_by_post_too() {
        RelyingParty client = client();

        HttpAnswer answer = browser.send(new Browser.Form("/oauth2/authorize", client.request()), "Sec-Fetch-Site",
                "cross-site");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(client.answer(browser, person, answer)).containsKey("code");
    }

    // prompt, max_age, id_token_hint

    @Test
    void prompt_none_tells_that_nobody_is_signed_in() {
        assertThat(client().answer(browser, person, "prompt", "none")).containsEntry("error", "login_required");
    }

    @Test
    void prompt_none_gives_a_code_to_who_is_signed_in() {
        assertThat(signedInAt(client()).answer(browser, person, "prompt", "none")).containsKey("code");
    }

    @Test
    void prompt_none_tells_that_the_sign_in_is_too_old() {
        assertThat(signedInAt(client()).answer(browser, person, "prompt", "none", "max_age", "0"))
                .containsEntry("error", "login_required");
    }

    @Test
    void prompt_login_asks_again_and_moves_the_time_of_sign_in() {
        RelyingParty client = signedInAt(client());

        HttpAnswer answer = client.authorize(browser, "prompt", "login");

        assertThat(answer.header("Location")).startsWith("/login?handle=");
        assertThat(client.answer(browser, person, answer)).containsKey("code");
    }

    @Test
    void prompt_login_is_not_met_by_going_round_the_page() {
        RelyingParty client = signedInAt(client());
        String handle = client.authorize(browser, "prompt", "login").header("Location").replaceAll(".*handle=", "");

        HttpAnswer answer = browser.get("/oauth2/authorize/resume?handle=" + handle);

        assertThat(answer.header("Location")).startsWith("/login?handle=");
    }

    @Test
    void max_age_asks_again_when_the_sign_in_is_older() {
        RelyingParty client = signedInAt(client());

        assertThat(client.authorize(browser, "max_age", "0").header("Location")).startsWith("/login?handle=");
        assertThat(client.answer(browser, person, "max_age", "10000")).containsKey("code");
    }

    @Test
    void an_id_token_hint_of_who_is_signed_in_is_met() {
        RelyingParty client = client();
        String hint = client.tokens(browser, person).getString("id_token");

        assertThat(client.answer(browser, person, "prompt", "none", "id_token_hint", hint)).containsKey("code");
    }

    @Test
    void an_id_token_hint_of_somebody_else_is_not_met() {
        RelyingParty client = client();
        Person other = Person.register(http);
        String hint = client.tokens(new Browser(other.http()), other).getString("id_token");
        assertThat(signedInAt(client).answer(browser, person, "prompt", "none", "id_token_hint", hint))
                .containsEntry("error", "login_required");

        assertThat(client.answer(browser, person, "id_token_hint", hint)).as("signed in as the wrong one again")
                .containsEntry("error", "login_required");
    }

    @Test
    void an_id_token_of_another_client_is_no_hint() {
        String hint = client().tokens(browser, person).getString("id_token");

        assertThat(client().answer(browser, person, "id_token_hint", hint)).containsEntry("error", "invalid_request");
    }

    @Test
    void an_access_token_is_no_hint() {
        RelyingParty client = client();
        String token = client.tokens(browser, person).getString("access_token");

        assertThat(client.answer(browser, person, "id_token_hint", token)).containsEntry("error", "invalid_request");
    }

    // claims, acr

    @Test
    void gives_the_claims_asked_for_one_by_one_in_the_id_token() {
        String claims = "{\"id_token\":{\"preferred_username\":null,\"email\":{\"essential\":true},\"acr\":{\"essential\":true}}}";
        RelyingParty client = client();

        String idToken = client.tokens(browser, person, "claims", claims).getString("id_token");

        assertThat(RelyingParty.claims(idToken).getString("preferred_username")).isEqualTo(person.username());
        assertThat(RelyingParty.claims(idToken).containsKey("email")).as("nobody knows one").isFalse();
        assertThat(RelyingParty.claims(idToken).getString("acr")).isEqualTo("urn:signet:acr:password");
    }

    @Test
    void refuses_an_essential_acr_that_nobody_can_reach() {
        String claims = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:iris\"]}}}";

        assertThat(client().answer(browser, person, "claims", claims))
                .containsEntry("error", "unmet_authentication_requirements");
        assertThat(client().answer(browser, person, "acr_values", "urn:example:iris")).as("a wish").containsKey("code");
    }

    // Answered once

    @Test
    void answers_a_request_once_however_often_the_page_is_loaded() {
        RelyingParty client = client();
        String handle = client.authorize(browser).header("Location").replaceAll(".*handle=", "");
        assertThat(client.answer(browser, person, browser.get("/login?handle=" + handle))).containsKey("code");

        HttpAnswer again = browser.get("/oauth2/authorize/resume?handle=" + handle);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.header("Location")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/oauth2/authorize/resume", "/oauth2/authorize/resume?handle=x",
            "/oauth2/authorize/resume?handle=%00" })
    void knows_no_other_handles(String path) {
        HttpAnswer answer = browser.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void another_browser_must_sign_in_itself() {
        RelyingParty client = client();
        String resume = "/oauth2/authorize/resume?handle="
                + client.authorize(browser).header("Location").replaceAll(".*handle=", "");

        assertThat(new Browser(person.http()).get(resume).header("Location")).startsWith("/login?handle=");
    }
}
