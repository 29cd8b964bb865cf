package dev.signet.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Altcha;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A registered client that takes passwords itself, such as an application's own backend. */
@SignetTest
class FirstPartyClientIT {
    private static final String SECRET = "a-secret-of-its-own";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String client = "backend-" + UUID.randomUUID();

    FirstPartyClientIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @BeforeEach
    void register() throws Exception {
        try (Connection c = stores.connect(urls); PreparedStatement s = c.prepareStatement("""
                insert into clients (client_id, client_name, client_secret_hash, token_endpoint_auth_method, grant_types, scope,
                  default_audience, may_assert_client_ip)
                values (?, 'Backend', ?, 'client_secret_basic', '{urn:signet:grant-type:first-party-login,refresh_token}',
                  'openid orders', '{https://orders.example}', true)""")) {
            s.setString(1, client);
            s.setBytes(2, MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(UTF_8)));
            assertThat(s.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void proves_itself_and_gets_tokens_for_its_own_resource_server() {
        HttpAnswer answer = login(Person.register(http), SECRET, new JsonObject().put("scope", "orders"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getString("scope").split(" ")).containsExactlyInAnyOrder("orders", "signet:account");
        JsonObject validated = http
                .post("/api/v1/token/validate", new JsonObject().put("token", answer.json().getString("access_token"))).json();
        assertThat(validated.getJsonArray("aud")).contains("https://orders.example");
        assertThat(validated.getString("client_id")).isEqualTo(client);
    }

    @Test
    void is_refused_without_its_secret() {
        Person person = Person.register(http);
        HttpAnswer without = http.fromFresh().post("/api/v1/login", new JsonObject().put("identifier", person.username())
                .put("password", Person.PASSWORD).put("client_id", client));

        assertThat(without.status()).isEqualTo(401);
        assertThat(login(person, "wrong", new JsonObject()).status()).isEqualTo(401);
    }

    @Test
    void is_refused_where_its_tokens_must_be_bound_to_a_key_that_nobody_shows_here() {
        JsonObject bound = Admin.at(http).register(new JsonObject().put("dpop_bound_access_tokens", true)
                .put("grant_types", new JsonArray().add("urn:signet:grant-type:first-party-login")));

        HttpAnswer answer = http.request("POST", "/api/v1/login")
                .basic(bound.getString("client_id"), bound.getString("client_secret"))
                .json(new JsonObject().put("identifier", "nobody").put("password", "x")).send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void is_refused_when_it_names_another_client_than_it_proves() {
        Person person = Person.register(http);
        HttpAnswer answer = call(http.fromFresh(), SECRET).json(new JsonObject().put("identifier", person.username())
                .put("password", Person.PASSWORD).put("client_id", "signet")).send();

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void counts_failures_against_the_address_that_it_passes_on() {
        Person person = Person.register(http);
        Http backend = http.fromFresh();
        for (int i = 0; i < 3; i++) {
            assertThat(attempt(backend, person, "wrong", "198.51.100.7").status()).isEqualTo(401);
        }

        assertThat(attempt(backend, person, Person.PASSWORD, "198.51.100.7").status()).isEqualTo(403);
        assertThat(attempt(backend, person, Person.PASSWORD, "198.51.100.8").status()).isEqualTo(200);
        HttpAnswer withCode = call(backend, SECRET)
                .json(new JsonObject().put("identifier", person.username()).put("password", Person.PASSWORD)
                        .put("client_ip", "198.51.100.7").put("captcha", Altcha.solve(backend, "login")))
                .send();
        assertThat(withCode.status()).as(withCode.toString()).isEqualTo(200);
        assertThat(attempt(backend, person, Person.PASSWORD, "not an address").status()).isEqualTo(400);
    }

    @Test
    void refreshes_at_the_token_endpoint_only() {
        String token = login(Person.register(http), SECRET, new JsonObject()).json().getString("refresh_token");

        assertThat(Person.refresh(http, token).status()).as("a confidential client proves itself").isEqualTo(401);
        assertThat(http.request("POST", "/oauth2/token").basic(client, SECRET)
                .form(Map.of("grant_type", "refresh_token", "refresh_token", token)).send().status()).isEqualTo(200);
    }

    private HttpAnswer attempt(Http from, Person person, String password, String ip) {
        return call(from, SECRET)
                .json(new JsonObject().put("identifier", person.username()).put("password", password).put("client_ip", ip))
                .send();
    }

    private HttpAnswer login(Person person, String secret, JsonObject more) {
        return call(http.fromFresh(), secret)
                .json(more.put("identifier", person.username()).put("password", Person.PASSWORD).put("client_id", client))
                .send();
    }

    private HttpCall call(Http from, String secret) {
        return from.request("POST", "/api/v1/login").basic(client, secret);
    }
}
