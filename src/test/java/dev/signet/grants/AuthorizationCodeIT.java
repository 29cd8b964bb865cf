package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

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
import io.vertx.core.json.JsonObject;

/** A code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5, OpenID Connect Core 1.0 §3.1.3). */
@SignetTest
class AuthorizationCodeIT {
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;

    AuthorizationCodeIT(Http http, Stores stores, StoreUrls urls) {
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

    @Test
    void gives_access_id_and_refresh_token() {
        RelyingParty client = client();

        JsonObject tokens = client.tokens(browser, person);

        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        assertThat(tokens.getString("scope")).isEqualTo("openid");
        JsonObject id = RelyingParty.claims(tokens.getString("id_token"));
        assertThat(id.getString("sub")).isEqualTo(person.id());
        assertThat(id.getValue("aud")).isEqualTo(client.clientId());
        assertThat(id.getString("nonce")).isEqualTo("a nonce");
        assertThat(id.getJsonArray("amr")).containsExactly("pwd");
        assertThat(id.getLong("auth_time")).isPositive();
        assertThat(id.getString("at_hash")).as("the left half of the hash, base64url").hasSize(22);
        JsonObject access = RelyingParty.claims(tokens.getString("access_token"));
        assertThat(access.getString("client_id")).isEqualTo(client.clientId());
        assertThat(access.getString("sid")).isEqualTo(id.getString("sid"));
        assertThat(client.active(tokens.getString("access_token"))).isTrue();
        assertThat(client.refresh(tokens.getString("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void gives_a_public_client_tokens_by_its_verifier_alone() {
        RelyingParty spa = RelyingParty.registered().asPublic().in(stores, urls, http);

        assertThat(spa.tokens(browser, person).getString("access_token")).isNotEmpty();
    }

    @Test
    void gives_no_refresh_token_to_a_client_without_that_grant() {
        RelyingParty client = RelyingParty.registered().with("grant_types", new String[] { "authorization_code" })
                .in(stores, urls, http);

        JsonObject tokens = client.tokens(browser, person, "scope", "openid offline_access");

        assertThat(tokens.containsKey("refresh_token")).isFalse();
        assertThat(tokens.getString("scope")).as("offline_access is ignored then").isEqualTo("openid");
    }

    @Test
    void keeps_the_nonce_out_of_a_refreshed_id_token_and_the_time_of_sign_in_in_it() {
        RelyingParty client = client();
        JsonObject first = client.tokens(browser, person);

        JsonObject second = client.refresh(first.getString("refresh_token")).json();

        JsonObject before = RelyingParty.claims(first.getString("id_token"));
        JsonObject after = RelyingParty.claims(second.getString("id_token"));
        assertThat(after.containsKey("nonce")).isFalse();
        assertThat(after.getLong("auth_time")).isEqualTo(before.getLong("auth_time"));
        assertThat(after.getString("sub")).isEqualTo(before.getString("sub"));
    }

    @Test
    void refuses_a_code_presented_twice_and_takes_back_what_it_gave() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        JsonObject tokens = client.redeem(code).json();

        refused(client.redeem(code));

        assertThat(client.active(tokens.getString("access_token"))).isFalse();
        refused(client.refresh(tokens.getString("refresh_token")));
    }

    @Test
    void gives_tokens_once_of_twenty_redemptions_at_the_same_time() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        Map<String, String> form = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                RelyingParty.REDIRECT_URI, "code_verifier", RelyingParty.VERIFIER);

        List<CompletableFuture<HttpAnswer>> all = IntStream.range(0, 20)
                .mapToObj(i -> client.call("/oauth2/token", form).sendAsync()).toList();

        List<Integer> statuses = all.stream().map(CompletableFuture::join).map(HttpAnswer::status).toList();
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(19);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "code_verifier, another-verifier-of-forty-three-characters-or-more",
            "code_verifier, -",
            "code_verifier, short",
            "redirect_uri, https://app.example/other",
            "redirect_uri, -",
            "code, not-a-code" })
    void refuses_what_does_not_fit_the_request(String parameter, String value) {
        RelyingParty client = client();
        String code = client.code(browser, person);

        refused(client.redeem(code, parameter, value));

        assertThat(client.redeem(code).status()).as("a refused try does not use the code up").isEqualTo(200);
    }

    @Test
    void refuses_a_missing_code() {
        HttpAnswer answer = client().redeem("unused", "code", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void refuses_another_clients_code_and_leaves_it_to_its_own() {
        RelyingParty client = client();
        String code = client.code(browser, person);

        refused(client().redeem(code));

        assertThat(client.redeem(code).status()).isEqualTo(200);
    }

    @Test
    void another_client_that_replays_a_code_ends_nothing() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        String token = client.redeem(code).json().getString("access_token");

        refused(client().redeem(code));

        assertThat(client.active(token)).isTrue();
    }

    @Test
    void refuses_a_verifier_for_a_code_that_had_no_challenge() {
        RelyingParty exempt = RelyingParty.registered().with("require_pkce", false).in(stores, urls, http);
        String code = exempt.code(browser, person, "code_challenge", null, "code_challenge_method", null);

        refused(exempt.redeem(code));

        assertThat(exempt.redeem(code, "code_verifier", null).status()).isEqualTo(200);
    }

    @Test
    void refuses_a_code_of_a_person_who_signed_out_meanwhile() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        assertThat(browser.send(Browser.form(browser.get("/oauth2/logout"))).status()).isEqualTo(303);

        refused(client.redeem(code));
    }

    @Test
    void refuses_a_code_of_a_person_who_was_shut_out_meanwhile() {
        RelyingParty client = client();
        String code = client.code(browser, person);
        String admin = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
        assertThat(http.request("POST", "/api/v1/admin/users/" + person.id() + "/disable").bearer(admin).send().status())
                .isEqualTo(204);

        refused(client.redeem(code));
    }

    private static void refused(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_grant");
    }
}
