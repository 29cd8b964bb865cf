package dev.signet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code /api/v1/admin/revocations}. */
@SignetTest
class RevocationsIT {
    private static final String PATH = "/api/v1/admin/revocations";

    private final Http http;
    private final Admin admin;

    RevocationsIT(Http http) {
        this.http = http;
        this.admin = Admin.at(http);
    }

    @Test
    void end_the_sign_in_that_an_access_token_is_of() {
        Person person = Person.register(http);
        JsonObject tokens = person.signIn();
        String other = person.signIn().getString("access_token");

        assertThat(revoke("token", tokens.getString("access_token")).status()).isEqualTo(204);

        assertThat(active(tokens.getString("access_token"))).isFalse();
        assertThat(person.refresh(tokens.getString("refresh_token")).status()).isEqualTo(401);
        assertThat(active(other)).isTrue();
    }

    @Test
    void end_one_token_of_a_client_of_its_own() {
        String token = serviceToken();
        String other = serviceToken();

        assertThat(revoke("token", token).status()).isEqualTo(204);
        assertThat(revoke("token", token).status()).as("again").isEqualTo(204);

        assertThat(active(token)).isFalse();
        assertThat(active(other)).isTrue();
    }

    @Test
    void end_a_family() {
        Person person = Person.register(http);
        JsonObject tokens = person.signIn();
        String sid = RelyingParty.claims(tokens.getString("access_token")).getString("sid");

        assertThat(revoke("family", sid).status()).isEqualTo(204);

        assertThat(active(tokens.getString("access_token"))).isFalse();
        assertThat(person.refresh(tokens.getString("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void end_a_browsers_session_and_its_sign_ins(Stores stores, StoreUrls urls) throws SQLException {
        RelyingParty client = RelyingParty.registered().in(stores, urls, http);
        Person person = Person.register(http);
        Browser browser = new Browser(person.http());
        String token = client.tokens(browser, person).getString("access_token");

        assertThat(revoke("session", sessionOf(person, stores, urls)).status()).isEqualTo(204);

        assertThat(active(token)).isFalse();
        assertThat(browser.get("/account").status()).as("the browser is signed out").isEqualTo(303);
    }

    private static String sessionOf(Person person, Stores stores, StoreUrls urls) throws SQLException {
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement("select id from sessions where user_id = ?::uuid")) {
            s.setString(1, person.id());
            try (ResultSet rows = s.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void end_every_sign_in_of_a_person() {
        Person person = Person.register(http);
        String here = person.signIn().getString("access_token");
        String there = person.signIn().getString("access_token");

        assertThat(revoke("user", person.id()).status()).isEqualTo(204);

        assertThat(active(here)).isFalse();
        assertThat(active(there)).isFalse();
        assertThat(active(person.signIn().getString("access_token"))).as("they may sign in again").isTrue();
    }

    @Test
    void end_every_token_of_a_client_and_it_gets_others() {
        JsonObject client = admin.register(new JsonObject().put("client_id", "revoked-" + Person.unique())
                .put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders:read"));
        String before = token(client);

        assertThat(revoke("client", client.getString("client_id")).status()).isEqualTo(204);

        assertThat(active(before)).isFalse();
        assertThat(active(token(client))).isTrue();
    }

    @Test
    void are_listed_the_newest_first() {
        Person person = Person.register(http);
        String first = RelyingParty.claims(person.signIn().getString("access_token")).getString("sid");
        String second = RelyingParty.claims(person.signIn().getString("access_token")).getString("sid");
        assertThat(revoke("family", first).status()).isEqualTo(204);
        assertThat(revoke("family", second).status()).isEqualTo(204);

        JsonObject page = admin.request("GET", PATH + "?limit=1").send().json();
        JsonObject newest = page.getJsonArray("items").getJsonObject(0);
        JsonObject next = admin.request("GET", PATH + "?limit=1&cursor=" + page.getString("next_cursor")).send().json();

        assertThat(newest.getString("kind")).isEqualTo("sid");
        assertThat(newest.getString("value")).isEqualTo(second);
        assertThat(newest.getString("revoked_at")).isNotBlank();
        assertThat(newest.getString("expires_at")).isGreaterThan(newest.getString("revoked_at"));
        assertThat(next.getJsonArray("items").getJsonObject(0).getString("value")).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({ "family,0198b5f4-0000-7000-8000-000000000000", "session,0198b5f4-0000-7000-8000-000000000000",
            "user,0198b5f4-0000-7000-8000-000000000000", "client,nobody", "key,nobodys" })
    void do_not_find_what_there_is_not(String type, String value) {
        assertThat(revoke(type, value).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({ "family,x,value", "session,'',value", "user,1,value", "token,a.b.c,value", "planet,mars,type", "'',x,type",
            ",x,type", "user,,value" })
    void name_what_is_wrong_with_a_request(String type, String value, String field) {
        HttpAnswer answer = revoke(type, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({ "limit=0,limit", "limit=201,limit", "limit=abc,limit", "limit=1.5,limit", "limit=99999999999,limit",
            "cursor=x,cursor" })
    void name_what_is_wrong_with_a_page(String query, String field) {
        HttpAnswer answer = admin.request("GET", PATH + "?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo(field);
    }

    @Test
    void are_for_operators() {
        JsonObject body = new JsonObject().put("type", "user").put("value", Person.register(http).id());
        String token = Person.register(http).signIn().getString("access_token");

        assertThat(http.post(PATH, body).status()).isEqualTo(401);
        assertThat(http.request("POST", PATH).bearer(token).json(body).send().status()).isEqualTo(403);
        assertThat(http.request("GET", PATH).bearer(token).send().status()).isEqualTo(403);
    }

    private HttpAnswer revoke(String type, String value) {
        return admin.request("POST", PATH).json(new JsonObject().put("type", type).put("value", value)).send();
    }

    private String serviceToken() {
        return http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private String token(JsonObject client) {
        return http.request("POST", "/oauth2/token")
                .basic(client.getString("client_id"), client.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private boolean active(String token) {
        return http.post("/api/v1/token/validate", new JsonObject().put("token", token)).json().getBoolean("active");
    }
}
