package dev.signet.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The main job, end to end. */
@SignetTest
class MainJobIT {
    private final Http http;

    MainJobIT(Http http) {
        this.http = http.fromFresh();
    }

    @Test
    void registers_signs_in_refreshes_and_signs_out() {
        JsonObject person = new JsonObject().put("username", "mary").put("email", "Mary@example.com").put("password",
                "a long enough secret");
        HttpAnswer registered = http.post("/api/v1/users", person);
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        assertThat(registered.json().getString("email")).isEqualTo("Mary@example.com");

        HttpAnswer signedIn = http.post("/api/v1/login", new JsonObject().put("identifier", "mary@example.com")
                .put("password", "a long enough secret").put("scope", "openid"));
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
        String access = signedIn.json().getString("access_token");
        HttpAnswer me = http.request("GET", "/api/v1/me").bearer(access).send();
        assertThat(me.status()).as(me.toString()).isEqualTo(200);

        HttpAnswer refreshed = http.post("/api/v1/token/refresh",
                new JsonObject().put("refresh_token", signedIn.json().getString("refresh_token")));
        assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);

        HttpAnswer sessions = http.request("GET", "/api/v1/me/sessions").bearer(access).send();
        assertThat(sessions.json().getJsonArray("items").size()).as(sessions.toString()).isEqualTo(1);
        HttpAnswer out = http.request("POST", "/api/v1/logout").bearer(access).json(new JsonObject()).send();
        assertThat(out.status()).as(out.toString()).isEqualTo(204);
        assertThat(http.post("/api/v1/token/validate", new JsonObject().put("token", access)).json())
                .isEqualTo(new JsonObject().put("active", false));
        assertThat(http.request("GET", "/api/v1/me").bearer(access).send().status()).isEqualTo(401);
        assertThat(http.post("/api/v1/token/refresh",
                new JsonObject().put("refresh_token", refreshed.json().getString("refresh_token"))).status()).isEqualTo(401);
        assertThat(http.get("/.well-known/jwks.json").json().getJsonArray("keys").stream()
                .filter(key -> ((JsonObject) key).getString("alg").equals("RS256")).count()).isEqualTo(2);
    }
}
