package dev.signet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import io.vertx.core.json.JsonObject;

/** {@code /api/v1/admin/limits}, on two replicas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
    private static final String LOGIN_FAILURE = "/api/v1/admin/limits/login-failure";

    private Stores stores;
    private StoreUrls urls;
    private SignetService first;
    private SignetService second;
    private Http a;
    private Http b;
    private String token;

    @BeforeAll
    void start(@TempDir Path home) {
        stores = Stores.start(home);
        urls = stores.fresh();
        first = ServiceLaunch.on(urls).start();
        second = first.replica().start();
        a = Http.to(first.baseUri());
        b = Http.to(second.baseUri());
        token = a.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
        stores.close();
    }

    @Test
    void lists_the_limits_that_are_on_by_default() {
        JsonObject list = call("GET", "/api/v1/admin/limits", null).json();

        assertThat(list.getJsonArray("items")).contains(
                limit("registration", 300, 3, "ip", "refuse"), limit("login-failure-account", 3600, 10, "account", "captcha"));
        assertThat(list.containsKey("next_cursor")).isTrue();
    }

    @Test
    void changes_a_limit_on_every_replica_within_five_seconds_and_for_good() throws SQLException {
        HttpAnswer changed = call("PUT", LOGIN_FAILURE, new JsonObject().put("threshold", 1));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json()).isEqualTo(limit("login-failure", 300, 1, "ip", "captcha"));

        assertThat(Await.within(Duration.ofSeconds(5), () -> failuresUntilChallenge(b) == 1)).isTrue();
        assertThat(failuresUntilChallenge(a)).isEqualTo(1);
        assertThat(audited("limit.changed", "login-failure")).isTrue();

        assertThat(call("PUT", LOGIN_FAILURE, new JsonObject().put("threshold", 3)).status()).isEqualTo(200);
        assertThat(Await.within(Duration.ofSeconds(5), () -> failuresUntilChallenge(b) == 3)).isTrue();
    }

    @Test
    void switches_a_limit_off_and_on() {
        Http from = a.fromFresh();
        assertThat(call("PUT", "/api/v1/admin/limits/registration", new JsonObject().put("enabled", false)).status())
                .isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(from
                    .post("/api/v1/users", new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD))
                    .status())
                    .isEqualTo(201);
        }
        assertThat(call("PUT", "/api/v1/admin/limits/registration", new JsonObject().put("enabled", true)).status())
                .isEqualTo(200);
        Http other = a.fromFresh();
        for (int i = 0; i < 4; i++) {
            assertThat(other
                    .post("/api/v1/users", new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD))
                    .status())
                    .isEqualTo(i < 3 ? 201 : 429);
        }
    }

    @Test
    void says_why_a_limit_makes_no_sense() {
        for (JsonObject change : new JsonObject[] { new JsonObject().put("threshold", 0),
                new JsonObject().put("window_seconds", 31_536_000),
                new JsonObject().put("threshold", 1001), new JsonObject().put("threshold", "3"),
                new JsonObject().put("action", "ban"),
                new JsonObject().put("subject", "account"), new JsonObject().put("colour", "red"),
                new JsonObject().put("name", "other") }) {
            HttpAnswer answer = call("PUT", LOGIN_FAILURE, change);
            assertThat(answer.status()).as(change.encode()).isEqualTo(400);
            JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
            assertThat(error.getString("field")).isEqualTo(change.fieldNames().iterator().next());
            assertThat(error.getString("message")).isNotBlank();
        }
        assertThat(call("GET", LOGIN_FAILURE, null).json().getInteger("window_seconds")).isEqualTo(300);
    }

    @Test
    void is_for_operators_only() {
        String person = Person.register(a).signIn("signet:admin").getString("access_token");

        assertThat(a.get(LOGIN_FAILURE).status()).isEqualTo(401);
        HttpAnswer forbidden = a.request("PUT", LOGIN_FAILURE).bearer(person).json(new JsonObject().put("threshold", 9)).send();
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.header("WWW-Authenticate")).contains("insufficient_scope");
        assertThat(call("GET", "/api/v1/admin/limits/nothing", null).status()).isEqualTo(404);
    }

    private static int failuresUntilChallenge(Http replica) {
        Http from = replica.fromFresh();
        int failures = 0;
        while (from.post("/api/v1/login", new JsonObject().put("identifier", Person.unique()).put("password", "x"))
                .status() == 401) {
            failures++;
        }
        return failures;
    }

    private static JsonObject limit(String name, int window, int threshold, String subject, String action) {
        return new JsonObject().put("name", name).put("enabled", true).put("window_seconds", window).put("threshold", threshold)
                .put("subject", subject).put("action", action);
    }

    private boolean audited(String type, String subject) throws SQLException {
        try (Connection c = stores.connect(urls);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(
                        "select 1 from audit_events where type = '" + type + "' and subject = '" + subject + "'")) {
            return rows.next();
        }
    }

    private HttpAnswer call(String method, String path, JsonObject body) {
        return body == null ? a.request(method, path).bearer(token).send()
                : a.request(method, path).bearer(token).json(body).send();
    }
}
