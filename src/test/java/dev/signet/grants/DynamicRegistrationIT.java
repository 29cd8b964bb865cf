package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Dynamic client registration (RFC 7591) and its management (RFC 7592). */
@SignetTest
class DynamicRegistrationIT {
    private static final String INITIAL = "an-initial-access-token-of-some-length";
    private static SignetService service;
    private static Http http;

    @BeforeAll
    static void start(Stores stores) {
        StoreUrls urls = stores.fresh();
        service = ServiceLaunch.on(urls).with("SIGNET_CLIENTS_REGISTRATION_TOKEN", INITIAL).start();
        http = Http.to(service.baseUri());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void is_off_by_default(Http without) {
        for (String token : new String[] { INITIAL, "other" }) {
            assertThat(without.request("POST", "/oauth2/register").bearer(token).json(service()).send().status())
                    .isEqualTo(404);
            assertThat(without.request("GET", "/oauth2/register/signet").bearer(token).send().status()).isEqualTo(404);
        }
        assertThat(without.get("/oauth2/register/signet").status()).isEqualTo(404);
    }

    @Test
    void refuses_whoever_has_no_initial_access_token() {
        for (HttpAnswer answer : new HttpAnswer[] { http.post("/oauth2/register", service()),
                http.request("POST", "/oauth2/register").bearer("wrong").json(service()).send(),
                http.request("POST", "/oauth2/register").bearer(INITIAL + "x").json(service()).send(),
                http.request("POST", "/oauth2/register").header("Authorization", "Basic " + INITIAL).json(service()).send() }) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.json().getString("error")).isEqualTo("invalid_token");
        }
    }

    @Test
    void registers_a_client_that_can_use_what_it_got() {
        HttpAnswer answer = register(service().put("client_name", "Self-made").put("no_such_member", 1));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonObject client = answer.json();
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(client.getLong("client_id_issued_at")).isPositive();
        assertThat(client.getLong("client_secret_expires_at")).isZero();
        assertThat(client.getString("registration_client_uri")).isEqualTo(service.issuer() + "/oauth2/register/"
                + client.getString("client_id"));
        assertThat(client.getString("client_name")).isEqualTo("Self-made");
        assertThat(client.containsKey("no_such_member")).isFalse();
        assertThat(token(client).status()).isEqualTo(200);
    }

    @Test
    void says_which_rule_was_broken_by_the_code_of_the_rfc() {
        error(new JsonObject(), "invalid_redirect_uri");
        error(new JsonObject().put("redirect_uris", new JsonArray().add("http://example.com/")), "invalid_redirect_uri");
        error(new JsonObject().put("redirect_uris", "https://example.com/"), "invalid_redirect_uri");
        error(service().put("grant_types", new JsonArray().add("password")), "invalid_client_metadata");
        error(service().put("token_endpoint_auth_method", "none"), "invalid_client_metadata");
        error(service().put("client_name", 7), "invalid_client_metadata");
        error(web().put("subject_type", "pairwise").put("sector_identifier_uri", "https://other.example/"),
                "invalid_client_metadata");
        assertThat(http.request("POST", "/oauth2/register").bearer(INITIAL).body("application/json", "{").send().status())
                .isEqualTo(400);
    }

    @Test
    void gives_no_privilege_to_whoever_asks() {
        error(service().put("scope", "signet:admin"), "invalid_client_metadata");
        error(service().put("scope", "openid signet:account"), "invalid_client_metadata");
        error(service().put("grant_types", new JsonArray().add("urn:signet:grant-type:first-party-login")),
                "invalid_client_metadata");
        JsonObject client = register(service().put("skip_consent", true).put("may_assert_client_ip", true)
                .put("may_introspect", true).put("require_pkce", false).put("client_id", "signet-admin")
                .put("default_audience", new JsonArray().add("https://bank.example"))
                .put("own_resources", new JsonArray().add("https://bank.example"))).json();

        JsonObject stored = Admin.at(http).client("GET", client.getString("client_id"), "").send().json();
        assertThat(stored.getString("origin")).isEqualTo("registration");
        assertThat(stored.getBoolean("skip_consent")).isFalse();
        assertThat(stored.getBoolean("may_assert_client_ip")).isFalse();
        assertThat(stored.getBoolean("may_introspect")).isFalse();
        assertThat(stored.getBoolean("require_pkce")).isTrue();
        assertThat(stored.getJsonArray("default_audience")).isEmpty();
        assertThat(stored.getJsonArray("own_resources")).isEmpty();
    }

    @Test
    void reads_changes_and_deletes_a_registration_by_its_own_token_only() {
        JsonObject client = register(service()).json();
        JsonObject other = register(service()).json();
        assertThat(manage("GET", client, other.getString("registration_access_token")).status()).isEqualTo(401);
        assertThat(manage("GET", client, INITIAL).status()).isEqualTo(401);
        assertThat(manage("DELETE", client, INITIAL).status()).isEqualTo(401);
        String own = client.getString("registration_access_token");

        assertThat(manage("GET", client, own).json().getString("client_id")).isEqualTo(client.getString("client_id"));
        HttpAnswer changed = put(client, service().put("client_id", client.getString("client_id")).put("client_name", "New"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().getString("client_name")).isEqualTo("New");
        assertThat(token(client).status()).isEqualTo(200);

        assertThat(manage("DELETE", client, own).status()).isEqualTo(204);
        assertThat(manage("GET", client, own).status()).isEqualTo(401);
        assertThat(token(client).status()).isEqualTo(401);
    }

    @Test
    void refuses_an_update_that_names_another_client_or_takes_a_privilege() {
        JsonObject client = register(service()).json();
        JsonObject own = service().put("client_id", client.getString("client_id"));

        assertThat(put(client, service()).status()).isEqualTo(400);
        assertThat(put(client, own.copy().put("client_id", "signet")).status()).isEqualTo(400);
        assertThat(put(client, own.copy().put("registration_access_token", "x")).status()).isEqualTo(400);
        assertThat(put(client, own.copy().put("scope", "signet:admin")).status()).isEqualTo(400);
        assertThat(put(client, own.copy().put("may_introspect", true)).status()).isEqualTo(200);
        assertThat(Admin.at(http).client("GET", client.getString("client_id"), "").send().json().getBoolean("may_introspect"))
                .isFalse();
    }

    private static JsonObject service() {
        return new JsonObject().put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders");
    }

    private static JsonObject web() {
        return new JsonObject().put("redirect_uris", new JsonArray().add("https://example.com/cb"));
    }

    private static HttpAnswer register(JsonObject metadata) {
        return http.request("POST", "/oauth2/register").bearer(INITIAL).json(metadata).send();
    }

    private static void error(JsonObject metadata, String code) {
        HttpAnswer answer = register(metadata);
        assertThat(answer.status()).as(metadata + " → " + answer).isEqualTo(400);
        assertThat(answer.json().getString("error")).as(metadata + " → " + answer).isEqualTo(code);
    }

    private static HttpAnswer manage(String method, JsonObject client, String token) {
        return http.request(method, "/oauth2/register/" + client.getString("client_id")).bearer(token).send();
    }

    private static HttpAnswer put(JsonObject client, JsonObject body) {
        return http.request("PUT", "/oauth2/register/" + client.getString("client_id"))
                .bearer(client.getString("registration_access_token")).json(body).send();
    }

    private static HttpAnswer token(JsonObject client) {
        return http.request("POST", "/oauth2/token").basic(client.getString("client_id"), client.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send();
    }
}
