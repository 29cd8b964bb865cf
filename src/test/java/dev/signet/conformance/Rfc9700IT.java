package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Browser;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What OAuth 2.0 Security Best Current Practice (RFC 9700) forbids an authorization server, tried section by section. */
@SignetTest
class Rfc9700IT {
    private static final String USERINFO = "/oauth2/userinfo";
    private static final String METADATA = "/.well-known/openid-configuration";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private final JsonObject metadata;
    private Person person;
    private Browser browser;

    Rfc9700IT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
        this.metadata = http.get(METADATA).json();
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    private RelyingParty client() {
        return RelyingParty.registered().in(stores, urls, http);
    }

    // 2.1 Protecting redirect-based flows, 4.1 insufficient redirection URI validation

    @ParameterizedTest
    @ValueSource(strings = { "https://app.example/callback/../evil", "https://app.example/callback%2f..%2fevil",
            "https://app.example@evil.example/callback", "https://app.example.evil.example/callback",
            "https://evil.example/https://app.example/callback", "https://app.example:444/callback",
            "http://app.example/callback", "https://app.example/callback?x=y", "https://app.example/callback#x",
            "https://APP.example/callback", "https://app.example/callback ", "https://app.example\\@evil.example/callback",
            "data:text/html,x", "javascript:alert(1)" })
    void section_2_1_compares_redirect_uris_exactly_and_redirects_nobody_to_another(String uri) {
        for (String prompt : new String[] { null, "none" }) {
            assertShownAPage(client().authorize(browser, "redirect_uri", uri, "prompt", prompt));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://*.app.example/cb", "https://app.example/cb#x", "http://app.example/cb",
            "javascript:alert(1)", "//app.example/cb", "/cb" })
    void section_4_1_3_registers_no_pattern_and_nothing_in_the_clear(String uri) {
        HttpAnswer answer = Admin.at(http).tryRegister(new JsonObject().put("redirect_uris", new JsonArray().add(uri)));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void section_4_1_3_takes_a_star_in_a_registered_uri_for_a_star() {
        RelyingParty client = RelyingParty.registered().with("redirect_uris", new String[] { "https://app.example/*" })
                .in(stores, urls, http);

        assertShownAPage(client.authorize(browser, "redirect_uri", "https://app.example/anything"));
        assertShownAPage(client.authorize(browser, "redirect_uri", "https://app.example/"));
    }

    @Test
    void section_2_1_sends_the_person_nowhere_that_came_with_a_call_to_a_page() {
        String evil = "https://evil.example/";
        for (String path : List.of("/login?handle=x&redirect_uri=", "/login?return_to=", "/login?next=",
                "/consent?handle=x&next=",
                "/signed-out?post_logout_redirect_uri=", "/oauth2/authorize/resume?handle=x&redirect_uri=",
                "/oauth2/logout?post_logout_redirect_uri=")) {
            HttpAnswer answer = browser.get(path + evil);
            assertThat(String.valueOf(answer.header("Location"))).as(path).doesNotContain("evil.example");
            assertThat(answer.text()).as(path).doesNotContain("evil.example");
        }
    }

    // 2.1.1 and 4.5 code injection, 4.7 CSRF, 4.8 PKCE downgrade

    @Test
    void section_2_1_1_gives_no_code_without_a_challenge_to_a_public_client() {
        RelyingParty spa = RelyingParty.registered().asPublic().with("require_pkce", false).in(stores, urls, http);

        assertThat(spa.answer(browser, person, "code_challenge", null, "code_challenge_method", null))
                .containsEntry("error", "invalid_request").doesNotContainKey("code");
    }

    @Test
    void section_2_1_1_takes_no_challenge_that_gives_the_verifier_away() {
        assertThat(client().answer(browser, person, "code_challenge", RelyingParty.VERIFIER, "code_challenge_method", "plain"))
                .containsEntry("error", "invalid_request");
        assertThat(metadata.getJsonArray("code_challenge_methods_supported")).containsExactly("S256");
    }

    @Test
    void section_4_5_does_not_redeem_a_code_that_was_injected_into_another_flow() {
        RelyingParty spa = RelyingParty.registered().asPublic().in(stores, urls, http);
        String stolen = spa.code(browser, person);

        assertThat(error(spa.redeem(stolen, "code_verifier", "the-verifier-of-the-attackers-own-flow-0123456"))).isEqualTo(
                "400 invalid_grant");
    }

    @Test
    void section_4_5_does_not_redeem_a_code_for_another_redirect_uri_or_client() {
        RelyingParty client = RelyingParty.registered().with("redirect_uris", new String[] { RelyingParty.REDIRECT_URI,
                "https://app.example/second" }).in(stores, urls, http);
        String code = client.code(browser, person);

        assertThat(error(client.redeem(code, "redirect_uri", "https://app.example/second"))).isEqualTo("400 invalid_grant");
        assertThat(error(client().redeem(code))).isEqualTo("400 invalid_grant");
    }

    @Test
    void section_4_8_takes_no_verifier_for_a_code_whose_challenge_was_stripped() {
        RelyingParty exempt = RelyingParty.registered().with("require_pkce", false).in(stores, urls, http);
        String stripped = exempt.code(browser, person, "code_challenge", null, "code_challenge_method", null);

        assertThat(error(exempt.redeem(stripped))).isEqualTo("400 invalid_grant");
    }

    @Test
    void section_4_8_takes_no_code_without_the_verifier_of_its_challenge() {
        RelyingParty exempt = RelyingParty.registered().with("require_pkce", false).in(stores, urls, http);

        assertThat(error(exempt.redeem(exempt.code(browser, person), "code_verifier", null))).isEqualTo("400 invalid_grant");
    }

    @Test
    void section_4_7_gives_the_state_back_unchanged_and_takes_no_form_of_another_site() {
        String state = "a+b &=%41\"<";
        HttpAnswer page = browser.get(client().authorize(browser, "state", state).header("Location"));
        Browser.Form form = Browser.form(page).with("identifier", person.username()).with("password", Person.PASSWORD);

        assertThat(browser.send(form.without("csrf")).status()).isEqualTo(403);
        assertThat(browser.send(form, "Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(browser.send(form, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
        assertThat(client().answer(browser, person, "state", state)).containsEntry("state", state);
    }

    // 2.1.2 implicit grant, 2.4 resource owner password credentials

    @ParameterizedTest
    @ValueSource(strings = { "token", "id_token", "id_token token", "code token", "code id_token", "code id_token token",
            "none" })
    void section_2_1_2_gives_no_token_in_an_authorization_response(String type) {
        HttpAnswer answer = client().authorize(browser, "response_type", type);

        assertThat(RelyingParty.parameters(answer.header("Location"))).containsEntry("error", "unsupported_response_type");
        assertThat(answer.header("Location")).doesNotContain("#", "access_token", "id_token=");
        assertThat(metadata.getJsonArray("response_types_supported")).containsExactly("code");
    }

    @Test
    void section_2_4_gives_nothing_for_a_password_at_the_token_endpoint() {
        HttpAnswer answer = client().call("/oauth2/token", Map.of("grant_type", "password", "username", person.username(),
                "password", Person.PASSWORD)).send();

        assertThat(error(answer)).isEqualTo("400 unsupported_grant_type");
        assertThat(metadata.getJsonArray("grant_types_supported")).doesNotContain("password", "implicit");
    }

    // 2.2, 4.9, 4.10 token replay; 2.3 access token privilege restriction

    @Test
    void section_2_2_1_binds_tokens_to_the_senders_key_and_refuses_them_from_anybody_else() {
        DpopKey key = new DpopKey();
        RelyingParty client = client();
        String code = client.code(browser, person);
        String token = client.call("/oauth2/token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                RelyingParty.REDIRECT_URI, "code_verifier", RelyingParty.VERIFIER))
                .header("DPoP", key.proof("POST", issuer + "/oauth2/token")).send().json().getString("access_token");

        assertThat(http.request("GET", USERINFO).bearer(token).send().status()).isEqualTo(401);
        HttpAnswer thief = http.request("GET", USERINFO).header("Authorization", "DPoP " + token)
                .header("DPoP", new DpopKey().proof("GET", issuer + USERINFO, token)).send();
        assertThat(thief.status()).isEqualTo(401);
        assertThat(metadata.fieldNames()).contains("dpop_signing_alg_values_supported",
                "tls_client_certificate_bound_access_tokens");
    }

    @Test
    void section_2_3_gives_a_token_for_the_resource_that_was_named_and_for_no_other() {
        RelyingParty client = RelyingParty.registered().with("allowed_resources", new String[] { "https://api.example" })
                .in(stores, urls, http);

        String token = client.tokens(browser, person, "resource", "https://api.example", "scope", "profile")
                .getString("access_token");

        assertThat(RelyingParty.claims(token).getValue("aud")).asString().contains("https://api.example")
                .doesNotContain(issuer);
        assertThat(http.request("GET", USERINFO).bearer(token).send().status()).isEqualTo(401);
        assertThat(client.answer(browser, person, "resource", "https://other.example")).containsEntry("error",
                "invalid_target");
    }

    @Test
    void section_2_3_gives_no_scope_that_the_client_does_not_have() {
        RelyingParty client = RelyingParty.registered().with("scope", "openid").in(stores, urls, http);

        assertThat(client.answer(browser, person, "scope", "openid email")).containsEntry("error", "invalid_scope");
        assertThat(client.answer(browser, person, "scope", "openid signet:admin")).containsEntry("error", "invalid_scope");
    }

    // 2.5 client authentication, 2.6 other recommendations

    @Test
    void section_2_5_lets_no_confidential_client_go_without_its_proof_and_knows_asymmetric_ones() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                RelyingParty.REDIRECT_URI, "code_verifier", RelyingParty.VERIFIER));
        form.put("client_id", client.clientId());

        assertThat(error(http.fromFresh().postForm("/oauth2/token", form))).isEqualTo("401 invalid_client");
        assertThat(metadata.getJsonArray("token_endpoint_auth_methods_supported")).contains("private_key_jwt",
                "tls_client_auth");
    }

    @Test
    void section_2_6_says_what_it_can_do_in_its_metadata() {
        assertThat(http.get("/.well-known/oauth-authorization-server").json()).isEqualTo(metadata);
        assertThat(metadata.fieldNames()).contains("code_challenge_methods_supported", "issuer", "jwks_uri");
    }

    // 4.2 leaks by Referer, 4.3 by the browser's history

    @Test
    void section_4_2_4_lets_no_page_tell_where_it_was_and_loads_nothing_from_elsewhere() {
        String login = client().authorize(browser).header("Location");
        for (String page : new String[] { login, "/register", "/signed-out", "/login" }) {
            HttpAnswer answer = browser.get(page);
            assertThat(answer.header("Referrer-Policy")).as(page).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy")).as(page).contains("default-src 'none'").doesNotContain("http:",
                    "https:", "*", "unsafe");
        }
    }

    @Test
    void section_4_2_4_takes_a_code_once_and_takes_back_what_it_gave_to_the_first() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        JsonObject tokens = client.redeem(code).json();

        assertThat(error(client.redeem(code))).isEqualTo("400 invalid_grant");

        assertThat(client.active(tokens.getString("access_token"))).isFalse();
        assertThat(client.refresh(tokens.getString("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void section_4_3_2_takes_no_token_in_a_url() {
        String token = client().tokens(browser, person).getString("access_token");

        assertThat(http.get(USERINFO + "?access_token=" + token).status()).isEqualTo(401);
        assertThat(http.get("/api/v1/me?access_token=" + token).status()).isEqualTo(401);
    }

    @Test
    void section_4_3_1_leaves_no_answer_with_a_code_in_a_cache_and_can_post_it() {
        RelyingParty client = client();
        assertThat(client.code(browser, person)).isNotEmpty();

        HttpAnswer redirect = client.authorize(browser);
        assertThat(redirect.header("Location")).contains("code=");
        assertThat(redirect.header("Cache-Control")).contains("no-store");
        HttpAnswer post = client.authorize(browser, "response_mode", "form_post");
        assertThat(post.header("Cache-Control")).contains("no-store");
        assertThat(Browser.form(post).fields()).containsKey("code");
        assertThat(client.answer(browser, person, "response_mode", "fragment")).containsEntry("error", "invalid_request");
    }

    // 4.4 mix-up

    @Test
    void section_4_4_2_names_its_issuer_in_every_answer() {
        assertThat(client().answer(browser, person)).containsEntry("iss", issuer).containsKey("code");
        assertThat(client().answer(browser, person, "scope", "nonsense")).containsEntry("iss", issuer).containsKey("error");
        assertThat(metadata.getBoolean("authorization_response_iss_parameter_supported")).isTrue();
    }

    // 4.6 access token injection: at_hash, which IdTokens verifies for every flow of the certification plans

    // 4.11 open redirection

    @Test
    void section_4_11_2_shows_a_page_for_whatever_is_wrong_while_the_client_is_not_proven() {
        assertShownAPage(client().authorize(browser, "client_id", "nobody", "redirect_uri", "https://evil.example"));
        assertShownAPage(client().authorize(browser, "redirect_uri", "https://evil.example", "response_type", "token"));
        assertShownAPage(client().authorize(browser, "redirect_uri", "https://evil.example", "scope", "nonsense"));
        assertShownAPage(
                browser.get(RelyingParty.authorizeUrl(client().request()) + "&redirect_uri=https%3A%2F%2Fevil.example"));
    }

    // 4.12 307 redirect

    @Test
    void section_4_12_never_makes_a_browser_send_a_password_on() {
        RelyingParty client = client();
        HttpAnswer start = browser.send(new Browser.Form("/oauth2/authorize", client.request()));
        HttpAnswer step = browser.get(start.header("Location"));
        HttpAnswer page = step.status() == 200 ? step : browser.get(step.header("Location"));
        HttpAnswer signedIn = browser.send(
                Browser.form(page).with("identifier", person.username()).with("password", Person.PASSWORD));

        assertThat(List.of(start.status(), signedIn.status())).containsOnly(303);
        assertThat(browser.get(signedIn.header("Location")).status()).isEqualTo(303);
        assertThat(browser.send(Browser.form(browser.get("/oauth2/logout"))).status()).isEqualTo(303);
    }

    // 4.13 TLS terminating reverse proxies

    @Test
    void section_4_13_believes_no_forwarding_header_of_a_stranger() {
        String[] forged = { "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Prefix", "Forwarded" };
        for (String header : forged) {
            String value = header.equals("Forwarded") ? "for=192.0.2.1;host=evil.example;proto=https" : "evil.example";
            HttpAnswer found = http.fromFresh().request("GET", METADATA).header(header, value).send();
            assertThat(found.json()).as(header).isEqualTo(metadata);
            HttpAnswer answer = http.fromFresh().request("GET", RelyingParty.authorizeUrl(client().request()))
                    .header(header, value).send();
            assertThat(answer.header("Location")).as(header).startsWith("/login?handle=");
        }
    }

    // 4.14 refresh tokens

    @Test
    void section_4_14_2_ends_the_whole_family_when_a_public_clients_old_refresh_token_comes_back() {
        RelyingParty spa = RelyingParty.registered().asPublic().in(stores, urls, http);
        String first = spa.tokens(browser, person).getString("refresh_token");
        String second = PlainClient.good(spa.refresh(first)).getString("refresh_token");
        String third = PlainClient.good(spa.refresh(second)).getString("refresh_token");
        assertThat(second).isNotEqualTo(first);

        assertThat(error(spa.refresh(first))).isEqualTo("400 invalid_grant");

        assertThat(error(spa.refresh(third))).as("nobody knows who of the two was the thief").isEqualTo("400 invalid_grant");
    }

    @Test
    void section_4_14_2_binds_a_refresh_token_to_the_scope_and_client_that_were_agreed_to() {
        RelyingParty client = client();
        String token = client.tokens(browser, person).getString("refresh_token");

        assertThat(error(client().refresh(token))).isEqualTo("400 invalid_grant");
        assertThat(error(client.call("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token, "scope",
                "openid email")).send())).isEqualTo("400 invalid_scope");
        assertThat(client.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void section_4_14_2_ends_refresh_tokens_when_the_person_signs_out() {
        RelyingParty client = client();
        String token = client.tokens(browser, person).getString("refresh_token");
        assertThat(browser.send(Browser.form(browser.get("/oauth2/logout"))).status()).isEqualTo(303);

        assertThat(error(client.refresh(token))).isEqualTo("400 invalid_grant");
    }

    // 4.15 client impersonating resource owner

    @Test
    void section_4_15_1_registers_no_client_whose_id_looks_like_a_subject() {
        for (String id : new String[] { person.id(), person.id().toUpperCase(Locale.ROOT) }) {
            HttpAnswer answer = Admin.at(http).tryRegister(new JsonObject().put("client_id", id)
                    .put("grant_types", new JsonArray().add("client_credentials")));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("client_id");
        }
    }

    @Test
    void section_4_15_takes_no_client_whose_id_looks_like_a_subject_for_that_person() {
        RelyingParty impostor = RelyingParty.registered().with("client_id", person.id())
                .with("grant_types", new String[] { "client_credentials" }).with("scope", "openid profile signet:account")
                .in(stores, urls, http);
        String token = PlainClient.good(impostor.call("/oauth2/token", Map.of("grant_type", "client_credentials")).send())
                .getString("access_token");

        assertThat(http.request("GET", USERINFO).bearer(token).send().status()).isIn(401, 403);
        for (String path : new String[] { "/api/v1/me", "/api/v1/me/sessions" }) {
            assertThat(http.request("GET", path).bearer(token).send().status()).as(path).isIn(401, 403);
        }
        assertThat(http.request("DELETE", "/api/v1/me").bearer(token)
                .json(new JsonObject().put("current_password", Person.PASSWORD)).send().status()).isIn(401, 403);
        assertThat(http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject().put("scope", "all")).send()
                .status()).isIn(401, 403);
        assertThat(person.tryPassword(Person.PASSWORD).status()).as("the person is still there").isEqualTo(200);
    }

    // 4.16 clickjacking

    @Test
    void section_4_16_lets_no_page_be_framed() {
        RelyingParty asking = RelyingParty.registered().with("skip_consent", false).in(stores, urls, http);
        String login = asking.authorize(browser).header("Location");
        HttpAnswer signedIn = browser.send(Browser.form(browser.get(login)).with("identifier", person.username())
                .with("password", Person.PASSWORD));
        String consent = browser.get(signedIn.header("Location")).header("Location");
        assertThat(consent).startsWith("/consent?handle=");

        for (String page : new String[] { "/login", consent, "/register", "/account", "/device", "/oauth2/logout",
                "/oauth2/authorize" }) {
            HttpAnswer answer = browser.get(page);
            assertThat(answer.header("Content-Security-Policy")).as(page).contains("frame-ancestors 'none'");
            assertThat(answer.header("X-Frame-Options")).as(page).isEqualTo("DENY");
        }
    }

    // 4.17 in-browser communication flows: no answer goes by postMessage, and no page of ours runs a script that could

    private static void assertShownAPage(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }
}
