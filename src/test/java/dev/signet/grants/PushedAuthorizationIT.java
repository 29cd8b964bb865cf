package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;

/** Pushed authorization requests (RFC 9126). */
@SignetTest
class PushedAuthorizationIT {
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;

    PushedAuthorizationIT(Http http, Stores stores, StoreUrls urls) {
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
        return RelyingParty.registered().in(stores, urls, http);
    }

    private static HttpAnswer push(RelyingParty client, String... changes) {
        return client.call("/oauth2/par", client.request(changes)).send();
    }

    private String pushed(RelyingParty client) {
        HttpAnswer answer = push(client);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().getInteger("expires_in")).isBetween(5, 600);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.json().getString("request_uri");
    }

    private HttpAnswer bring(RelyingParty client, String requestUri) {
        return browser.get(RelyingParty.authorizeUrl(Map.of("client_id", client.clientId(), "request_uri", requestUri)));
    }

    @Test
    void section_2_2_gives_a_name_by_which_a_browser_brings_the_request() {
        RelyingParty client = client();
        String requestUri = pushed(client);

        Map<String, String> answer = client.answer(browser, person, bring(client, requestUri));

        assertThat(requestUri).startsWith("urn:ietf:params:oauth:request_uri:");
        assertThat(answer).containsEntry("state", "a state").containsKey("code");
        assertThat(client.redeem(answer.get("code")).status()).isEqualTo(200);
    }

    @Test
    void section_4_a_page_that_is_loaded_again_finds_the_request_but_only_one_code_is_given() {
        RelyingParty client = client();
        String requestUri = pushed(client);
        HttpAnswer first = bring(client, requestUri);
        HttpAnswer second = bring(client, requestUri);
        assertThat(client.answer(browser, person, first)).containsKey("code");

        HttpAnswer late = browser.get(second.header("Location").replace("/login", "/oauth2/authorize/resume"));

        assertThat(late.status()).isEqualTo(400);
        assertThat(bring(client, requestUri).status()).isEqualTo(400);
    }

    @Test
    void section_4_another_client_cannot_bring_it() {
        HttpAnswer answer = bring(client(), pushed(client()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void section_4_parameters_beside_the_name_are_not_looked_at() {
        RelyingParty client = client();
        Map<String, String> both = new HashMap<>(client.request("state", "another", "scope", "openid email"));
        both.put("request_uri", pushed(client));

        Map<String, String> answer = client.answer(browser, person, browser.get(RelyingParty.authorizeUrl(both)));

        assertThat(answer).containsEntry("state", "a state");
        assertThat(client.redeem(answer.get("code")).json().getString("scope")).isEqualTo("openid");
    }

    @Test
    void section_4_an_unknown_name_is_answered_by_a_page() {
        assertThat(bring(client(), "urn:ietf:params:oauth:request_uri:unknown").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "redirect_uri, https://evil.example, invalid_redirect_uri", "redirect_uri, -, invalid_redirect_uri",
            "response_type, token, unsupported_response_type", "scope, nonsense, invalid_scope",
            "code_challenge, -, invalid_request", "request, a.b.c, request_not_supported",
            "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request" })
    void section_2_3_refuses_what_the_authorization_endpoint_would(String parameter, String value, String error) {
        HttpAnswer answer = push(client(), parameter, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
    }

    @Test
    void section_2_1_asks_who_pushes() {
        RelyingParty client = client();

        assertThat(http.postForm("/oauth2/par", client.request()).status()).isEqualTo(401);
        assertThat(http.request("POST", "/oauth2/par").basic(client.clientId(), "wrong").form(client.request()).send().status())
                .isEqualTo(401);
    }

    @Test
    void section_5_a_client_that_must_push_is_refused_otherwise() {
        RelyingParty client = RelyingParty.registered().with("require_pushed_authorization_requests", true)
                .in(stores, urls, http);

        assertThat(client.answer(browser, person)).containsEntry("error", "invalid_request");
        assertThat(client.answer(browser, person, bring(client, pushed(client)))).containsKey("code");
    }

    @Test
    void a_public_client_may_push_too() {
        RelyingParty spa = RelyingParty.registered().asPublic().in(stores, urls, http);

        assertThat(spa.answer(browser, person, bring(spa, pushed(spa)))).containsKey("code");
    }
}
