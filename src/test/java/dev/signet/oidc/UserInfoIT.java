package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code /oauth2/userinfo} (OpenID Connect Core 1.0 §5.3). */
@SignetTest
class UserInfoIT {
    private static final String USERINFO = "/oauth2/userinfo";
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;

    UserInfoIT(Http http, Stores stores, StoreUrls urls) {
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

    private String token(String... changes) {
        return client().tokens(browser, person, changes).getString("access_token");
    }

    private HttpAnswer get(String token) {
        return http.request("GET", USERINFO).bearer(token).send();
    }

    private void write(String sql) throws SQLException {
        try (Connection connection = stores.connect(urls); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void tells_who_signed_in_and_no_more_than_the_scope_gives() {
        HttpAnswer answer = get(token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().getMap()).containsOnlyKeys("sub").containsEntry("sub", person.id());
    }

    @Test
    void section_5_4_tells_what_each_scope_stands_for() throws SQLException {
        write("insert into user_identifiers (kind, value, display, verified, user_id) values ('email', '" + person.username()
                + "@example.com', '" + person.username() + "@example.com', true, '" + person.id() + "')");
        write("insert into profiles (user_id, claims) values ('" + person.id()
                + "', '{\"given_name\":\"Ada\",\"address\":{\"country\":\"GB\"}}')");

        JsonObject profile = get(token("scope", "openid profile")).json();
        JsonObject email = get(token("scope", "openid email")).json();
        JsonObject address = get(token("scope", "openid address phone")).json();

        assertThat(profile.getMap()).containsOnlyKeys("sub", "given_name", "preferred_username", "updated_at");
        assertThat(profile.getValue("updated_at")).isInstanceOf(Number.class);
        assertThat(email.getMap()).containsOnlyKeys("sub", "email", "email_verified").containsEntry("email_verified", true);
        assertThat(address.getMap()).containsOnlyKeys("sub", "address");
        assertThat(address.getJsonObject("address").getString("country")).isEqualTo("GB");
    }

    @Test
    void section_5_5_tells_what_was_asked_for_one_by_one() {
        JsonObject told = get(token("claims", "{\"userinfo\":{\"preferred_username\":{\"essential\":true},\"nonsense\":null}}"))
                .json();

        assertThat(told.getMap()).containsOnlyKeys("sub", "preferred_username");
    }

    @Test
    void takes_the_token_by_post_in_the_header_and_in_the_form() {
        String token = token();

        assertThat(http.request("POST", USERINFO).bearer(token).send().json().getString("sub")).isEqualTo(person.id());
        assertThat(http.request("POST", USERINFO).bearer(token).form(Map.of()).send().json().getString("sub"))
                .isEqualTo(person.id());
        assertThat(http.postForm(USERINFO, Map.of("access_token", token)).json().getString("sub")).isEqualTo(person.id());
    }

    @Test
    void rfc_6750_refuses_a_token_that_comes_in_two_ways() {
        String token = token();

        HttpAnswer answer = http.request("POST", USERINFO).bearer(token).form(Map.of("access_token", token)).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void rfc_6750_refuses_a_token_in_the_query() {
        assertThat(http.get(USERINFO + "?access_token=" + token()).status()).isEqualTo(401);
    }

    @Test
    void asks_for_a_token() {
        for (HttpAnswer answer : new HttpAnswer[] { http.get(USERINFO), http.request("POST", USERINFO).send(),
                http.postForm(USERINFO, Map.of()) }) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void refuses_an_id_token_and_nonsense() {
        JsonObject tokens = client().tokens(browser, person);

        for (String wrong : new String[] { tokens.getString("id_token"), tokens.getString("refresh_token"), "nonsense" }) {
            HttpAnswer answer = get(wrong);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(http.postForm(USERINFO, Map.of("access_token", wrong)).status()).isEqualTo(401);
        }
    }

    @Test
    void refuses_a_token_without_the_scope_openid() {
        String token = person.signIn("profile").getString("access_token");

        HttpAnswer answer = get(token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void refuses_a_token_for_another_audience() {
        RelyingParty client = RelyingParty.registered().with("default_audience", new String[] { "https://api.example" })
                .in(stores, urls, http);

        String token = client.tokens(browser, person, "scope", "profile").getString("access_token");

        assertThat(get(token).status()).isEqualTo(401);
    }

    @Test
    void the_persons_own_account_tells_a_client_no_more_than_userinfo_does() {
        String token = token();

        JsonObject me = http.request("GET", "/api/v1/me").bearer(token).send().json();

        assertThat(me.getString("id")).isEqualTo(get(token).json().getString("sub"));
        assertThat(me.getValue("username")).isNull();
        assertThat(me.getValue("email")).isNull();
        assertThat(me.getJsonObject("profile")).isEmpty();
        assertThat(http.request("GET", "/api/v1/me").bearer(token("scope", "openid profile")).send().json()
                .getString("username")).isEqualTo(person.username());
    }

    @Test
    void refuses_a_token_of_a_sign_in_that_is_over() {
        RelyingParty client = client();
        JsonObject tokens = client.tokens(browser, person);
        assertThat(client.call("/oauth2/revoke", Map.of("token", tokens.getString("refresh_token"))).send().status())
                .isEqualTo(200);

        assertThat(get(tokens.getString("access_token")).status()).isEqualTo(401);
    }

    @Test
    void lets_a_script_of_another_origin_ask() {
        HttpAnswer preflight = http.request("OPTIONS", USERINFO).header("Origin", "https://spa.example")
                .header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "authorization")
                .send();

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
        assertThat(http.request("GET", USERINFO).header("Origin", "https://spa.example").send()
                .header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(http.request("GET", "/.well-known/openid-configuration").header("Origin", "https://spa.example").send()
                .headers("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(http.request("GET", "/login").header("Origin", "https://spa.example").send()
                .header("Access-Control-Allow-Origin")).isNull();
    }
}
