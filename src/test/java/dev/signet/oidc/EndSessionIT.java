package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code /oauth2/logout} (OpenID Connect RP-Initiated Logout 1.0). */
@SignetTest
class EndSessionIT {
    private static final String BYE = "https://app.example/bye";
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;

    EndSessionIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    private RelyingParty client() {
        return RelyingParty.registered().with("post_logout_redirect_uris", new String[] { BYE }).in(stores, urls, http);
    }

    private static Map<String, String> request(String... pairs) {
        Map<String, String> request = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            request.put(pairs[i], pairs[i + 1]);
        }
        return request;
    }

    private HttpAnswer logout(String... pairs) {
        return browser.get("/oauth2/logout?" + RelyingParty.query(request(pairs)));
    }

    private boolean signedIn(RelyingParty client) {
        return client.answer(browser, person, "prompt", "none").containsKey("code");
    }

    @Test
    void ends_the_session_that_the_id_token_is_of_and_goes_back_to_the_client() {
        RelyingParty client = client();
        JsonObject tokens = client.tokens(browser, person);

        HttpAnswer answer = logout("id_token_hint", tokens.getString("id_token"), "post_logout_redirect_uri", BYE, "state",
                "a b+c");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(RelyingParty.parameters(answer.header("Location"))).containsEntry("", BYE).containsEntry("state", "a b+c");
        assertThat(signedIn(client)).isFalse();
        assertThat(client.active(tokens.getString("access_token"))).isFalse();
        assertThat(client.refresh(tokens.getString("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void ends_the_sign_ins_at_every_client_but_the_offline_ones() {
        RelyingParty one = client();
        RelyingParty other = client();
        String hint = one.tokens(browser, person).getString("id_token");
        String elsewhere = other.tokens(browser, person).getString("access_token");
        String offline = other.tokens(browser, person, "scope", "openid offline_access").getString("refresh_token");

        assertThat(logout("id_token_hint", hint).header("Location")).isEqualTo("/signed-out");

        assertThat(one.active(elsewhere)).isFalse();
        assertThat(other.refresh(offline).status()).as("offline_access outlives the browser's session").isEqualTo(200);
    }

    @Test
    void takes_a_post_from_another_site_by_way_of_a_get_that_brings_the_cookie() {
        RelyingParty client = client();
        JsonObject tokens = client.tokens(browser, person);

        HttpAnswer answer = http.postForm("/oauth2/logout",
                request("id_token_hint", tokens.getString("id_token"), "post_logout_redirect_uri", BYE, "state", "s"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(client.active(tokens.getString("access_token"))).as("nothing has happened yet").isTrue();

        assertThat(browser.get(answer.header("Location")).header("Location")).isEqualTo(BYE + "?state=s");
        assertThat(signedIn(client)).isFalse();
    }

    @Test
    void an_id_token_without_the_browser_ends_no_more_than_its_own_sign_in() {
        RelyingParty one = client();
        RelyingParty other = client();
        JsonObject tokens = one.tokens(browser, person);
        String elsewhere = other.tokens(browser, person).getString("access_token");

        assertThat(http.get("/oauth2/logout?id_token_hint=" + tokens.getString("id_token")).status()).isEqualTo(303);

        assertThat(one.active(tokens.getString("access_token"))).isFalse();
        assertThat(one.active(elsewhere)).isTrue();
        assertThat(signedIn(one)).isTrue();
    }

    @Test
    void asks_the_person_when_no_id_token_says_who_is_meant() {
        RelyingParty client = client();
        assertThat(client.code(browser, person)).isNotEmpty();

        HttpAnswer page = logout("client_id", client.clientId(), "post_logout_redirect_uri", BYE, "state", "s");
        assertThat(page.status()).isEqualTo(200);
        assertThat(signedIn(client)).as("nothing happens before the answer").isTrue();
        HttpAnswer answer = browser.send(Browser.form(page));

        assertThat(answer.header("Location")).isEqualTo(BYE + "?state=s");
        assertThat(signedIn(client)).isFalse();
    }

    @Test
    void asks_the_person_when_somebody_elses_id_token_is_shown() {
        RelyingParty client = client();
        Person other = Person.register(http);
        String hint = client.tokens(new Browser(other.http()), other).getString("id_token");
        assertThat(client.code(browser, person)).isNotEmpty();

        assertThat(logout("id_token_hint", hint).status()).isEqualTo(200);
        assertThat(signedIn(client)).isTrue();
    }

    @Test
    void takes_the_persons_answer_from_its_own_page_only() {
        RelyingParty client = client();
        assertThat(client.code(browser, person)).isNotEmpty();
        Browser.Form form = Browser.form(logout());

        assertThat(browser.send(form.without("csrf")).status()).isEqualTo(403);
        assertThat(browser.send(form.with("csrf", "x")).status()).isEqualTo(403);
        assertThat(browser.send(form, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
        assertThat(signedIn(client)).isTrue();
        assertThat(browser.send(form.with("post_logout_redirect_uri", "https://evil.example").with("client_id",
                client.clientId())).status()).isEqualTo(400);
        assertThat(signedIn(client)).isTrue();
        assertThat(browser.send(form, "Sec-Fetch-Site", "same-origin").header("Location")).isEqualTo("/signed-out");
        assertThat(browser.get("/signed-out").status()).isEqualTo(200);
        assertThat(signedIn(client)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example", "https://app.example/bye/", "https://app.example/bye?x=1",
            "https://app.example/callback", "//evil.example", "javascript:alert(1)" })
    void redirects_nobody_to_what_the_client_did_not_register(String uri) {
        RelyingParty client = client();
        String hint = client.tokens(browser, person).getString("id_token");

        HttpAnswer answer = logout("id_token_hint", hint, "post_logout_redirect_uri", uri);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(signedIn(client)).as("a request that is refused ends nothing").isTrue();
    }

    @Test
    void redirects_nobody_without_knowing_for_whom() {
        assertThat(logout("post_logout_redirect_uri", BYE).status()).isEqualTo(400);
        assertThat(logout("post_logout_redirect_uri", BYE, "client_id", "nobody").status()).isEqualTo(400);
    }

    @Test
    void refuses_a_hint_that_is_not_the_clients() {
        RelyingParty client = client();
        JsonObject tokens = client.tokens(browser, person);
        String idToken = tokens.getString("id_token");
        String tampered = idToken.substring(0, idToken.length() - 4) + "AAAA";

        assertThat(logout("id_token_hint", tampered).status()).isEqualTo(400);
        assertThat(logout("id_token_hint", "nonsense").status()).isEqualTo(400);
        assertThat(logout("id_token_hint", tokens.getString("access_token")).status()).isEqualTo(400);
        assertThat(logout("id_token_hint", idToken, "client_id", client().clientId()).status()).isEqualTo(400);
        assertThat(signedIn(client)).isTrue();
    }

    @Test
    void says_signed_out_to_who_never_was_in() {
        assertThat(logout().header("Location")).isEqualTo("/signed-out");
    }
}
