package dev.signet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code /api/v1/admin/clients}. */
@SignetTest
class ClientsIT {
    private static final String FIRST_PARTY = "urn:signet:grant-type:first-party-login";

    private final Http http;
    private final SignetService service;
    private Admin admin;

    ClientsIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    @BeforeEach
    void signIn() {
        admin = Admin.at(http);
    }

    @Test
    void registers_a_client_that_can_use_its_secret_at_once() {
        HttpAnswer answer = admin.tryRegister(service());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonObject client = answer.json();
        assertThat(answer.header("Location")).endsWith("/api/v1/admin/clients/" + client.getString("client_id"));
        assertThat(client.getString("client_secret")).hasSize(43);
        assertThat(client.getString("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        assertThat(client.getJsonArray("response_types")).isEmpty();
        assertThat(client.getBoolean("enabled")).isTrue();
        assertThat(client.getString("origin")).isEqualTo("api");
        assertThat(token(client).status()).isEqualTo(200);
    }

    @Test
    void never_tells_a_secret_a_second_time() {
        JsonObject client = admin.register(service());
        HttpAnswer read = client("GET", client, "");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).doesNotContain("secret\"").doesNotContain(client.getString("client_secret"))
                .doesNotContain("hash");
    }

    @Test
    void takes_the_client_id_that_is_asked_for_once() {
        String id = Person.unique();

        assertThat(admin.register(service().put("client_id", id)).getString("client_id")).isEqualTo(id);
        HttpAnswer second = admin.tryRegister(service().put("client_id", id));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().getString("type")).isEqualTo("urn:signet:problem:client-exists");
        for (Object bad : new Object[] { "", "a b", "a/b", "a:b", "é", "x".repeat(129), 7 }) {
            refuses(service().put("client_id", bad), "client_id");
        }
    }

    @Test
    void refuses_members_that_are_unknown_or_not_for_asking() {
        refuses(service().put("no_such_member", 1), "no_such_member");
        refuses(service().put("client_secret", "chosen"), "client_secret");
        refuses(service().put("enabled", false), "enabled");
        refuses(service().put("origin", "file"), "origin");
        refuses(service().put("grant_types", "client_credentials"), "grant_types");
        refuses(service().put("require_pkce", "no"), "require_pkce");
        refuses(service().put("client_name", "a\nb"), "client_name");
        assertThat(admin.request("POST", "/api/v1/admin/clients").body("application/json", "[]").send().status())
                .isEqualTo(400);
    }

    @Test
    void refuses_redirect_uris_that_lead_elsewhere() {
        for (Object bad : new Object[] { "http://example.com/cb", "https://example.com/cb#x", "https://example.com/cb#",
                "/cb", "javascript:alert(1)", "data:text/html,x", "https://u:p@example.com/", "https://*.example.com/",
                "http://127.0.0.1.example.com/", "http://localhost.example.com/", "com.example:/cb", "https:///cb",
                "https://example.com/é", "https://example.com/ b", "", null }) {
            refuses(web().put("redirect_uris", new JsonArray().add(bad)), "redirect_uris");
        }
        refuses(web().put("redirect_uris", new JsonArray()), "redirect_uris");
        refuses(web().put("application_type", "native").put("redirect_uris", new JsonArray().add("javascript:x")),
                "redirect_uris");
        refuses(web().put("application_type", "native").put("redirect_uris", new JsonArray().add("myapp:/cb")),
                "redirect_uris");
        assertThat(admin.tryRegister(web().put("application_type", "native").put("redirect_uris",
                new JsonArray().add("com.example.app:/cb").add("http://[::1]/cb"))).status()).isEqualTo(201);
    }

    @Test
    void refuses_what_a_public_client_may_not_have() {
        JsonObject open = web().put("token_endpoint_auth_method", "none");
        refuses(open.copy().put("require_pkce", false), "require_pkce");
        refuses(open.copy().put("id_token_signed_response_alg", "HS256"), "id_token_signed_response_alg");
        refuses(service().put("token_endpoint_auth_method", "none"), "grant_types");
        assertThat(admin.register(open).containsKey("client_secret")).isFalse();
    }

    @Test
    void lists_page_by_page() {
        for (int i = 0; i < 3; i++) {
            assertThat(admin.register(service()).getString("client_id")).isNotEmpty();
        }
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = admin.request("GET", "/api/v1/admin/clients?limit=2" + cursor).send().json();
            page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("client_id")));
            cursor = page.getString("next_cursor") == null ? null : "&cursor=" + page.getString("next_cursor");
        }
        assertThat(ids).doesNotHaveDuplicates().contains("signet", "signet-admin").hasSizeGreaterThanOrEqualTo(5);
        for (String bad : new String[] { "limit=0", "limit=201", "cursor=%21", "cursor=AA" }) {
            assertThat(admin.request("GET", "/api/v1/admin/clients?" + bad).send().status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void replaces_a_client_by_what_was_read_with_changes() {
        JsonObject client = admin.register(web());
        JsonObject read = client("GET", client, "").json();

        HttpAnswer answer = admin.client("PUT", client.getString("client_id"), "")
                .json(read.put("client_name", "Another").put("scope", "openid")).send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getString("client_name")).isEqualTo("Another");
        assertThat(answer.json().containsKey("client_secret")).isFalse();
        HttpAnswer stale = admin.client("PUT", client.getString("client_id"), "").json(read).send();
        assertThat(stale.status()).as("updated_at moved").isEqualTo(400);
        HttpAnswer bare = admin.client("PUT", client.getString("client_id"), "")
                .json(new JsonObject().put("redirect_uris", new JsonArray().add("https://example.com/cb"))).send();
        assertThat(bare.json().getString("scope")).as("what is absent has its default").isEmpty();
    }

    @Test
    void changes_the_members_that_a_patch_names_and_resets_those_that_are_null() {
        JsonObject client = admin.register(web().put("client_name", "One").put("default_max_age", 60));

        JsonObject patched = patch(client, new JsonObject().putNull("default_max_age").put("scope", "openid email")).json();

        assertThat(patched.containsKey("default_max_age")).isFalse();
        assertThat(patched.getString("client_name")).isEqualTo("One");
        assertThat(patched.getString("scope")).isEqualTo("openid email");
        assertThat(patch(client, new JsonObject().put("nothing", 1)).status()).isEqualTo(400);
        assertThat(patch(client, new JsonObject().put("client_id", "another")).status()).isEqualTo(400);
        assertThat(patch(client, new JsonObject().put("grant_types", new JsonArray().add("password"))).status()).isEqualTo(400);
        assertThat(patch(client, new JsonObject().put("grant_types", new JsonArray().add("client_credentials"))).json()
                .getJsonArray("response_types")).isEmpty();
    }

    @Test
    void takes_both_secrets_during_the_overlap_and_only_the_new_one_without() {
        JsonObject client = admin.register(service());
        JsonObject rotated = client("POST", client, "/secret").json();

        assertThat(rotated.getString("previous_secret_expires_at")).isNotEmpty();
        assertThat(token(client).status()).isEqualTo(200);
        assertThat(token(rotated).status()).isEqualTo(200);
        JsonObject last = admin.client("POST", client.getString("client_id"), "/secret")
                .json(new JsonObject().put("overlap_seconds", 0)).send().json();
        assertThat(token(last).status()).isEqualTo(200);
        assertThat(token(rotated).status()).isEqualTo(401);
        assertThat(token(client).status()).isEqualTo(401);
    }

    @Test
    void refuses_a_rotation_without_a_secret_or_with_a_strange_overlap() {
        JsonObject open = admin.register(web().put("token_endpoint_auth_method", "none"));
        assertThat(client("POST", open, "/secret").status()).isEqualTo(409);
        JsonObject client = admin.register(service());
        for (Object bad : new Object[] { -1, 2_592_001, "1" }) {
            assertThat(admin.client("POST", client.getString("client_id"), "/secret")
                    .json(new JsonObject().put("overlap_seconds", bad)).send().status()).isEqualTo(400);
        }
    }

    @Test
    void ends_the_overlap_when_it_is_over() {
        JsonObject client = admin.register(service());
        JsonObject rotated = admin.client("POST", client.getString("client_id"), "/secret")
                .json(new JsonObject().put("overlap_seconds", 1)).send().json();

        assertThat(Await.within(Duration.ofSeconds(5), () -> token(client).status() == 401)).isTrue();
        assertThat(token(rotated).status()).isEqualTo(200);
    }

    @Test
    void shuts_a_clients_own_tokens_out_with_it_and_with_what_it_may_no_more() {
        JsonObject operator = admin.register(new JsonObject().put("grant_types", new JsonArray().add("client_credentials"))
                .put("scope", "signet:admin orders"));
        String token = http.request("POST", "/oauth2/token")
                .basic(operator.getString("client_id"), operator.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
        assertThat(http.request("GET", "/api/v1/admin/limits").bearer(token).send().status()).isEqualTo(200);

        assertThat(admin.client("PATCH", operator.getString("client_id"), "").json(new JsonObject().put("scope", "orders"))
                .send().status()).isEqualTo(200);
        assertThat(Await.within(Duration.ofSeconds(5), () -> isRefused(token))).as("the scope is gone").isTrue();

        assertThat(admin.client("PATCH", operator.getString("client_id"), "")
                .json(new JsonObject().put("scope", "signet:admin orders")).send().status()).isEqualTo(200);
        assertThat(Await.within(Duration.ofSeconds(5), () -> !isRefused(token))).isTrue();
        assertThat(client("POST", operator, "/disable").status()).isEqualTo(204);
        assertThat(Await.within(Duration.ofSeconds(5), () -> isRefused(token))).as("the client is gone").isTrue();
        assertThat(http.request("POST", "/api/v1/admin/clients/" + operator.getString("client_id") + "/enable").bearer(token)
                .send().status()).isEqualTo(401);
    }

    private boolean isRefused(String token) {
        return http.request("GET", "/api/v1/admin/limits").bearer(token).send().status() == 401;
    }

    @Test
    void shuts_a_client_and_its_sign_ins_out_on_every_replica() {
        JsonObject client = admin.register(new JsonObject().put("grant_types",
                new JsonArray().add(FIRST_PARTY).add("refresh_token")).put("token_endpoint_auth_method", "none"));
        Person person = Person.register(http);
        JsonObject signedIn = login(person, client).json();
        try (SignetService replica = service.replica().start()) {
            Http there = Http.to(replica.baseUri());
            assertThat(Person.refresh(there, signedIn.getString("refresh_token")).status()).isEqualTo(200);

            assertThat(client("POST", client, "/disable").status()).isEqualTo(204);

            assertThat(login(person, client).status()).isEqualTo(400);
            assertThat(http.request("GET", "/api/v1/me").bearer(signedIn.getString("access_token")).send().status())
                    .isEqualTo(401);
            assertThat(Await.within(Duration.ofSeconds(5), () -> there.fromFresh().post("/api/v1/login", body(person, client))
                    .status() == 400)).isTrue();
        }
        assertThat(client("POST", client, "/enable").status()).isEqualTo(204);
        assertThat(login(person, client).status()).isEqualTo(200);
        assertThat(Person.refresh(http, signedIn.getString("refresh_token")).status()).as("what ended stays ended")
                .isEqualTo(401);
    }

    @Test
    void deletes_a_client_and_ends_its_sign_ins() {
        JsonObject client = admin.register(new JsonObject().put("grant_types",
                new JsonArray().add(FIRST_PARTY).add("refresh_token")).put("token_endpoint_auth_method", "none"));
        JsonObject signedIn = login(Person.register(http), client).json();

        assertThat(client("DELETE", client, "").status()).isEqualTo(204);

        assertThat(http.request("GET", "/api/v1/me").bearer(signedIn.getString("access_token")).send().status()).isEqualTo(401);
        assertThat(client("GET", client, "").status()).isEqualTo(404);
        assertThat(client("DELETE", client, "").status()).isEqualTo(404);
        assertThat(client("POST", client, "/disable").status()).isEqualTo(404);
        assertThat(admin.client("GET", "%00", "").send().status()).isEqualTo(400);
    }

    @Test
    void keeps_the_built_in_client() {
        for (HttpAnswer answer : List.of(admin.client("DELETE", "signet", "").send(),
                admin.client("POST", "signet", "/disable").send(),
                admin.client("PATCH", "signet", "").json(new JsonObject().put("token_endpoint_auth_method",
                        "client_secret_basic")).send())) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:client-built-in");
        }
    }

    @Test
    void is_for_operators_only() {
        String token = Person.register(http).signIn().getString("access_token");
        assertThat(http.request("GET", "/api/v1/admin/clients").bearer(token).send().status()).isEqualTo(403);
        assertThat(http.request("GET", "/api/v1/admin/clients").send().status()).isEqualTo(401);
        assertThat(http.request("POST", "/api/v1/admin/clients").bearer(token).json(service()).send().status()).isEqualTo(403);
    }

    private static JsonObject service() {
        return new JsonObject().put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders");
    }

    private static JsonObject web() {
        return new JsonObject().put("redirect_uris", new JsonArray().add("https://example.com/cb"));
    }

    private void refuses(JsonObject metadata, String field) {
        HttpAnswer answer = admin.tryRegister(metadata);
        assertThat(answer.status()).as(metadata + " → " + answer).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("field")))
                .as(answer.toString()).anyMatch(named -> named.startsWith(field));
    }

    private HttpAnswer client(String method, JsonObject client, String path) {
        return admin.client(method, client.getString("client_id"), path).send();
    }

    private HttpAnswer patch(JsonObject client, JsonObject change) {
        return admin.client("PATCH", client.getString("client_id"), "").json(change).send();
    }

    private HttpAnswer token(JsonObject client) {
        return http.request("POST", "/oauth2/token").basic(client.getString("client_id"), client.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send();
    }

    private static HttpAnswer login(Person person, JsonObject client) {
        return person.http().post("/api/v1/login", body(person, client));
    }

    private static JsonObject body(Person person, JsonObject client) {
        return new JsonObject().put("identifier", person.username()).put("password", Person.PASSWORD)
                .put("client_id", client.getString("client_id")).put("scope", "openid");
    }
}
