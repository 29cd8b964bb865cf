package dev.signet.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code /api/v1/me} and what is below it; {@code POST /api/v1/logout}. */
@SignetTest
class MeIT {
    private static final String NEW_PASSWORD = "nine quiet lighthouses";

    private final Http http;
    private Person person;
    private String token;

    MeIT(Http http) {
        this.http = http;
    }

    @BeforeEach
    void signIn() {
        person = Person.register(http);
        token = person.signIn().getString("access_token");
    }

    @Test
    void tells_the_person_about_the_account() {
        HttpAnswer answer = call("GET", "/api/v1/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("id")).isEqualTo(person.id());
        assertThat(answer.json().getString("username")).isEqualTo(person.username());
    }

    @Test
    void asks_for_a_token() {
        HttpAnswer answer = http.get("/api/v1/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void is_closed_to_a_services_own_token() {
        String service = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");

        assertThat(http.request("GET", "/api/v1/me").bearer(service).send().status()).isEqualTo(403);
        assertThat(http.request("GET", "/api/v1/me/sessions").bearer(service).send().status()).isEqualTo(403);
        assertThat(http.request("POST", "/api/v1/logout").bearer(service).json(new JsonObject().put("scope", "all")).send()
                .status()).isEqualTo(403);
    }

    @Test
    void changes_gives_and_takes_away_names() {
        String email = person.username() + "@example.com";
        HttpAnswer given = call("PATCH", "/api/v1/me", new JsonObject().put("email", email));
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(given.json().getString("email")).isEqualTo(email);
        assertThat(given.json().getString("username")).as("not named, so kept").isEqualTo(person.username());

        HttpAnswer taken = call("PATCH", "/api/v1/me", new JsonObject().putNull("username"));
        assertThat(taken.json().getString("username")).isNull();
        assertThat(call("PATCH", "/api/v1/me", new JsonObject().putNull("email")).status()).as("the last name").isEqualTo(400);
        assertThat(person.http()
                .post("/api/v1/login", new JsonObject().put("identifier", email).put("password", Person.PASSWORD)).status())
                .isEqualTo(200);
    }

    @Test
    void refuses_another_persons_name_and_unknown_members() {
        Person other = Person.register(http);

        assertThat(call("PATCH", "/api/v1/me", new JsonObject().put("username", other.username())).status()).isEqualTo(409);
        assertThat(call("PATCH", "/api/v1/me", new JsonObject().put("id", UUID.randomUUID().toString())).status())
                .isEqualTo(400);
        assertThat(call("PATCH", "/api/v1/me", new JsonObject().put("email_verified", true)).status()).isEqualTo(400);
    }

    @Test
    void changes_the_password_and_ends_every_other_sign_in() {
        String elsewhere = person.signIn().getString("access_token");
        HttpAnswer changed = call("PUT", "/api/v1/me/password", passwords(Person.PASSWORD, NEW_PASSWORD));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(204);
        assertThat(call("GET", "/api/v1/me").status()).as("this sign-in").isEqualTo(200);
        assertThat(http.request("GET", "/api/v1/me").bearer(elsewhere).send().status()).as("the other one").isEqualTo(401);
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(401);
        assertThat(person.tryPassword(NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refuses_a_new_password_without_the_current_one() {
        assertThat(call("PUT", "/api/v1/me/password", passwords("wrong", NEW_PASSWORD)).status()).isEqualTo(401);
        assertThat(call("PUT", "/api/v1/me/password", new JsonObject().put("new_password", NEW_PASSWORD)).status())
                .isEqualTo(400);
        assertThat(call("PUT", "/api/v1/me/password", passwords(Person.PASSWORD, "short")).status()).isEqualTo(400);
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void counts_guesses_at_the_current_password() {
        for (int i = 0; i < 3; i++) {
            assertThat(callFrom(person.http(), "PUT", "/api/v1/me/password", passwords("guess " + i, NEW_PASSWORD)).status())
                    .isEqualTo(401);
        }
        HttpAnswer fourth = callFrom(person.http(), "PUT", "/api/v1/me/password", passwords(Person.PASSWORD, NEW_PASSWORD));

        assertThat(fourth.status()).isEqualTo(403);
        assertThat(fourth.json().getString("type")).isEqualTo("urn:signet:problem:captcha-required");
    }

    @Test
    void lists_sign_ins_and_ends_one() {
        String elsewhere = person.signIn().getString("access_token");
        List<JsonObject> items = sessions();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).fieldNames()).containsExactlyInAnyOrder("id", "client_name", "created_at", "last_used_at", "ip",
                "user_agent",
                "current");
        String other = items.stream().filter(i -> !i.getBoolean("current")).findFirst().orElseThrow().getString("id");

        assertThat(call("DELETE", "/api/v1/me/sessions/" + other).status()).isEqualTo(204);

        assertThat(http.request("GET", "/api/v1/me").bearer(elsewhere).send().status()).isEqualTo(401);
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void ends_nobody_elses_sign_in() {
        Person other = Person.register(http);
        String foreign = http.request("GET", "/api/v1/me/sessions").bearer(other.signIn().getString("access_token")).send()
                .json()
                .getJsonArray("items").getJsonObject(0).getString("id");

        assertThat(call("DELETE", "/api/v1/me/sessions/" + foreign).status()).isEqualTo(404);
        assertThat(call("DELETE", "/api/v1/me/sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(call("DELETE", "/api/v1/me/sessions/x").status()).isEqualTo(404);
    }

    @Test
    void deletes_the_account_with_the_current_password_only() {
        assertThat(call("DELETE", "/api/v1/me", new JsonObject().put("current_password", "wrong")).status()).isEqualTo(401);
        HttpAnswer deleted = call("DELETE", "/api/v1/me", new JsonObject().put("current_password", Person.PASSWORD));

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(call("GET", "/api/v1/me").status()).isEqualTo(401);
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void signs_out_again_and_again() {
        assertThat(call("POST", "/api/v1/logout").status()).isEqualTo(204);
        assertThat(call("POST", "/api/v1/logout", new JsonObject()).status()).isEqualTo(204);
        assertThat(call("POST", "/api/v1/logout", new JsonObject().put("scope", "all")).status()).isEqualTo(204);
    }

    @Test
    void says_signed_out_everywhere_only_where_that_is_true() {
        String elsewhere = person.signIn().getString("access_token");
        assertThat(call("POST", "/api/v1/logout").status()).isEqualTo(204);

        assertThat(call("POST", "/api/v1/logout", new JsonObject().put("scope", "all")).status()).isEqualTo(401);
        assertThat(http.request("GET", "/api/v1/me").bearer(elsewhere).send().status()).isEqualTo(200);
    }

    @Test
    void signs_out_by_a_refresh_token_alone() {
        JsonObject signedIn = person.signIn();
        JsonObject body = new JsonObject().put("refresh_token", signedIn.getString("refresh_token"));

        assertThat(http.post("/api/v1/logout", body).status()).isEqualTo(204);
        assertThat(http.post("/api/v1/logout", body).status()).isEqualTo(204);
        assertThat(person.refresh(signedIn.getString("refresh_token")).status()).isEqualTo(401);
        assertThat(http.post("/api/v1/logout", body.copy().put("scope", "all")).status()).as("all needs a Bearer token")
                .isEqualTo(401);
    }

    @Test
    void signs_nobody_out_without_a_token() {
        assertThat(http.post("/api/v1/logout", new JsonObject()).status()).isEqualTo(401);
        assertThat(http.post("/api/v1/logout", new JsonObject().put("refresh_token", "x")).status()).isEqualTo(401);
        assertThat(call("POST", "/api/v1/logout", new JsonObject().put("scope", "some")).status()).isEqualTo(400);
    }

    private List<JsonObject> sessions() {
        return call("GET", "/api/v1/me/sessions").json().getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject passwords(String current, String next) {
        return new JsonObject().put("current_password", current).put("new_password", next);
    }

    private HttpAnswer call(String method, String path) {
        return http.request(method, path).bearer(token).send();
    }

    private HttpAnswer call(String method, String path, JsonObject body) {
        return callFrom(http.fromFresh(), method, path, body);
    }

    private HttpAnswer callFrom(Http from, String method, String path, JsonObject body) {
        return from.request(method, path).bearer(token).json(body).send();
    }
}
