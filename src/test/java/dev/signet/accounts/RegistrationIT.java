package dev.signet.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code POST /api/v1/users}. */
@SignetTest
class RegistrationIT {
    private static final String PASSWORD = Person.PASSWORD;

    private final Http http;
    private final String issuer;

    RegistrationIT(Http http, SignetService service) {
        this.http = http.fromFresh();
        this.issuer = service.issuer();
    }

    @Test
    void answers_with_the_account() {
        String name = Person.unique();
        HttpAnswer answer = register(
                new JsonObject().put("username", name).put("email", name + "@Example.com").put("phone", "+41 44 668 18 00"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location")).as("by the issuer, not by the Host header").isEqualTo(issuer + "/api/v1/me");
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("id", "username", "email", "email_verified", "phone",
                "phone_verified", "created_at");
        assertThat(answer.json().getString("phone")).isEqualTo("+41446681800");
        assertThat(answer.json().getBoolean("email_verified")).isFalse();
        assertThat(UUID.fromString(answer.json().getString("id")).version()).isEqualTo(7);
    }

    @Test
    void gives_one_of_fifty_parallel_registrations_the_name() {
        JsonObject body = new JsonObject().put("username", Person.unique()).put("password", PASSWORD);
        List<CompletableFuture<HttpAnswer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> http.fromFresh().request("POST", "/api/v1/users").json(body).sendAsync()).toList();

        assertThat(answers.stream().map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpAnswer::status, Collectors.counting())))
                .containsOnly(Map.entry(201, 1L), Map.entry(409, 49L));
    }

    @Test
    void refuses_a_name_that_differs_by_case_only() {
        String name = Person.unique();
        assertThat(register(new JsonObject().put("username", name)).status()).isEqualTo(201);

        HttpAnswer answer = register(new JsonObject().put("username", name.toUpperCase(Locale.ROOT)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:identifier-taken");
        assertThat(answer.json().getString("field")).isEqualTo("username");
    }

    @Test
    void names_the_field_that_is_taken() {
        String name = Person.unique();
        assertThat(register(new JsonObject().put("email", name + "@example.com")).status()).isEqualTo(201);

        HttpAnswer answer = register(new JsonObject().put("username", name).put("email", name + "@EXAMPLE.com"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("field")).isEqualTo("email");
        assertThat(register(new JsonObject().put("username", name)).status()).as("the name was not kept").isEqualTo(201);
    }

    @Test
    void refuses_a_username_that_looks_like_another_kind() {
        assertThat(errorOf(new JsonObject().put("username", "somebody@example.com"))).isEqualTo("username looks-like-email");
        assertThat(errorOf(new JsonObject().put("username", "+41446681800"))).isEqualTo("username looks-like-phone");
    }

    @Test
    void names_every_field_that_is_wrong() {
        HttpAnswer answer = http.post("/api/v1/users",
                new JsonObject().put("email", "nobody").put("phone", "12").put("password", "short"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:validation");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("field")))
                .containsExactlyInAnyOrder("email", "phone", "password");
    }

    @Test
    void refuses_a_body_without_an_identifier_or_a_password() {
        assertThat(http.post("/api/v1/users", new JsonObject()).status()).isEqualTo(400);
        assertThat(http.post("/api/v1/users", new JsonObject().put("username", Person.unique())).status()).isEqualTo(400);
        assertThat(errorOf(new JsonObject())).isEqualTo("username required");
    }

    @Test
    void refuses_common_and_personal_passwords() {
        String name = Person.unique();
        for (String password : List.of("password1234", "qwertyuiop12", "aaaaaaaaaaaaaaaa", name + "1")) {
            HttpAnswer answer = http.post("/api/v1/users", new JsonObject().put("username", name).put("password", password));
            assertThat(answer.status()).as("%s: %s", password, answer).isEqualTo(400);
        }
    }

    @Test
    void refuses_the_fourth_within_the_window_and_says_for_how_long() {
        Http one = http.fromFresh();
        for (int i = 0; i < 3; i++) {
            assertThat(register(one, new JsonObject().put("username", Person.unique())).status()).isEqualTo(201);
        }

        HttpAnswer fourth = register(one, new JsonObject().put("username", Person.unique()));

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.json().getString("type")).isEqualTo("urn:signet:problem:registration-limit");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 300)
                .isEqualTo(fourth.json().getInteger("retry_after"));
        assertThat(register(http.fromFresh(), new JsonObject().put("username", Person.unique())).status()).isEqualTo(201);
    }

    @Test
    void counts_taken_names_and_does_not_count_bad_ones() {
        String name = Person.unique();
        assertThat(register(http.fromFresh(), new JsonObject().put("username", name)).status()).isEqualTo(201);
        Http one = http.fromFresh();
        for (int i = 0; i < 5; i++) {
            assertThat(one.post("/api/v1/users", new JsonObject().put("username", name)).status()).isEqualTo(400);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(register(one, new JsonObject().put("username", name)).status()).isEqualTo(409);
        }
        assertThat(register(one, new JsonObject().put("username", name)).status()).isEqualTo(429);
    }

    private HttpAnswer register(JsonObject names) {
        return register(http.fromFresh(), names);
    }

    private static HttpAnswer register(Http from, JsonObject names) {
        return from.post("/api/v1/users", names.copy().put("password", PASSWORD));
    }

    private String errorOf(JsonObject names) {
        HttpAnswer answer = register(names);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
        return error.getString("field") + " " + error.getString("code");
    }
}
