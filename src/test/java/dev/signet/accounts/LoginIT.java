package dev.signet.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Altcha;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code POST /api/v1/login}, its limits and its verification codes. */
@SignetTest
class LoginIT {
    private final Http http;

    LoginIT(Http http) {
        this.http = http;
    }

    @Test
    void finds_which_of_the_three_identifiers_it_was_given() {
        String name = Person.unique();
        String phone = "+4179" + (1_000_000 + Math.floorMod(name.hashCode(), 8_999_999));
        Http from = http.fromFresh();
        HttpAnswer registered = from.post("/api/v1/users",
                new JsonObject().put("username", name).put("email", name + "@example.com")
                        .put("phone", phone).put("password", Person.PASSWORD));
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);

        for (String identifier : List.of(name, name.toUpperCase(Locale.ROOT), name + "@EXAMPLE.com", phone,
                " " + phone + " ")) {
            assertThat(login(from, identifier, Person.PASSWORD).status()).as(identifier).isEqualTo(200);
        }
    }

    @Test
    void answers_with_the_tokens_and_no_store() {
        HttpAnswer answer = login(http.fromFresh(), Person.register(http).username(), Person.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in",
                "refresh_token", "scope");
        assertThat(answer.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().getInteger("expires_in")).isEqualTo(300);
        assertThat(answer.json().getString("scope")).isEqualTo("signet:account");
    }

    @Test
    void never_grants_what_operates_the_service() {
        JsonObject answer = Person.register(http).signIn("openid signet:admin email unheard-of");

        assertThat(answer.getString("scope").split(" ")).containsExactlyInAnyOrder("openid", "email", "signet:account");
        assertThat(http.request("GET", "/api/v1/admin/limits").bearer(answer.getString("access_token")).send().status())
                .isEqualTo(403);
    }

    @Test
    void answers_unknown_wrong_empty_and_over_long_alike() {
        Person person = Person.register(http);
        JsonObject expected = login(http.fromFresh(), person.username(), "not the password").json();
        assertThat(expected.getString("type")).isEqualTo("urn:signet:problem:invalid-credentials");

        for (JsonObject attempt : List.of(attempt("nobody-" + UUID.randomUUID(), Person.PASSWORD),
                attempt("nobody@example.com", "x"),
                attempt("+41446681801", "x"), attempt(person.username(), ""), attempt(person.username(), "x".repeat(10_000)),
                attempt("\u200b\u202e", "x"), attempt("x".repeat(5_000), "x"))) {
            HttpAnswer answer = http.fromFresh().post("/api/v1/login", attempt);
            assertThat(answer.status()).as(attempt.encode()).isEqualTo(401);
            assertThat(answer.json()).isEqualTo(expected);
        }
    }

    @Test
    void asks_for_a_code_after_three_failures_and_says_so_before() {
        Person person = Person.register(http);
        Http from = http.fromFresh();

        assertThat(login(from, person.username(), "wrong").json().getBoolean("captcha_required")).isFalse();
        assertThat(login(from, person.username(), "wrong").json().getBoolean("captcha_required")).isFalse();
        assertThat(login(from, person.username(), "wrong").json().getBoolean("captcha_required")).isTrue();
        HttpAnswer right = login(from, person.username(), Person.PASSWORD);
        HttpAnswer wrong = login(from, person.username(), "wrong");

        assertThat(right.status()).isEqualTo(403);
        assertThat(right.json().getString("type")).isEqualTo("urn:signet:problem:captcha-required");
        assertThat(right.json().getString("captcha_url")).isNotBlank();
        assertThat(wrong.json()).as("tells nothing about the password").isEqualTo(right.json());
        assertThat(login(http.fromFresh(), person.username(), Person.PASSWORD).status()).as("from elsewhere").isEqualTo(200);
    }

    @Test
    void takes_a_solved_code_once() {
        Person person = Person.register(http);
        Http from = failedThrice(person);
        JsonObject captcha = Altcha.solve(from, "login");

        HttpAnswer answer = from.post("/api/v1/login", attempt(person.username(), Person.PASSWORD).put("captcha", captcha));
        HttpAnswer again = from.post("/api/v1/login", attempt(person.username(), Person.PASSWORD).put("captcha", captcha));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.json().getString("type")).isEqualTo("urn:signet:problem:captcha-invalid");
    }

    @Test
    void refuses_a_code_made_for_something_else_and_a_made_up_one() {
        Person person = Person.register(http);
        Http from = failedThrice(person);

        for (JsonObject captcha : List.of(Altcha.solve(from, "registration"),
                new JsonObject().put("id", "x").put("answer", "y"),
                Altcha.solve(from, "login").put("answer", "AAAA"), new JsonObject().put("id", "").put("answer", ""))) {
            HttpAnswer answer = from.post("/api/v1/login", attempt(person.username(), Person.PASSWORD).put("captcha", captcha));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:captcha-invalid");
        }
    }

    @Test
    void issues_an_image_that_a_person_reads() {
        HttpAnswer answer = http.fromFresh().post("/api/v1/captchas", new JsonObject());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().getString("type")).isEqualTo("image");
        assertThat(answer.json().getString("image")).startsWith("data:image/png;base64,");
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("id", "type", "image", "expires_in");
        assertThat(answer.json().getInteger("expires_in")).isBetween(290, 300);
    }

    @Test
    void refuses_a_captcha_type_that_is_not_enabled() {
        assertThat(http.fromFresh().post("/api/v1/captchas", new JsonObject().put("type", "riddle")).status()).isEqualTo(400);
        assertThat(http.fromFresh().post("/api/v1/captchas", new JsonObject().put("purpose", "fun")).status()).isEqualTo(400);
    }

    @Test
    void gains_nothing_from_fifty_guesses_at_once() {
        Person person = Person.register(http);
        Http from = http.fromFresh();
        List<CompletableFuture<HttpAnswer>> guesses = IntStream.range(0, 50)
                .mapToObj(i -> from.request("POST", "/api/v1/login").json(attempt(person.username(), "guess " + i)).sendAsync())
                .toList();
        List<Integer> statuses = guesses.stream().map(CompletableFuture::join).map(HttpAnswer::status).toList();

        assertThat(statuses).as("503 is for one that waited 2 s for others in flight").isSubsetOf(401, 403, 503).contains(403);
        assertThat(statuses.stream().filter(s -> s == 401)).hasSize(3);
    }

    @Test
    void shows_twenty_honest_people_behind_one_address_no_code() {
        Http from = http.fromFresh();
        List<Person> people = IntStream.range(0, 20).mapToObj(i -> Person.register(http)).toList();
        List<CompletableFuture<HttpAnswer>> signIns = people.stream()
                .map(p -> from.request("POST", "/api/v1/login").json(attempt(p.username(), Person.PASSWORD)).sendAsync())
                .toList();

        assertThat(signIns.stream().map(CompletableFuture::join).map(HttpAnswer::status)).isSubsetOf(200, 503).contains(200);
        assertThat(login(from, people.get(0).username(), Person.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refuses_clients_that_may_not_take_passwords() {
        Person person = Person.register(http);
        for (String client : List.of("signet-admin", "nobody")) {
            HttpAnswer answer = http.fromFresh().post("/api/v1/login",
                    attempt(person.username(), Person.PASSWORD).put("client_id", client));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("client_id");
        }
    }

    @Test
    void takes_a_callers_address_from_nobody_who_may_not_assert_it() {
        Person person = Person.register(http);
        HttpAnswer answer = http.fromFresh().post("/api/v1/login",
                attempt(person.username(), Person.PASSWORD).put("client_ip", "192.0.2.1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("client_ip");
    }

    @Test
    void counts_the_peer_whatever_its_headers_say() {
        Person person = Person.register(http);
        Http from = http.fromFresh();
        for (int i = 0; i < 3; i++) {
            assertThat(from.request("POST", "/api/v1/login").header("X-Forwarded-For", "198.51.100." + i)
                    .header("Forwarded", "for=198.51.100." + i)
                    .header("X-Real-IP", "198.51.100." + i).json(attempt(person.username(), "wrong")).send().status())
                    .isEqualTo(401);
        }
        assertThat(from.request("POST", "/api/v1/login").header("X-Forwarded-For", "198.51.100.9")
                .json(attempt(person.username(), "wrong"))
                .send().status()).isEqualTo(403);
    }

    private Http failedThrice(Person person) {
        Http from = http.fromFresh();
        for (int i = 0; i < 3; i++) {
            assertThat(login(from, person.username(), "wrong").status()).isEqualTo(401);
        }
        return from;
    }

    private static HttpAnswer login(Http from, String identifier, String password) {
        return from.post("/api/v1/login", attempt(identifier, password));
    }

    private static JsonObject attempt(String identifier, String password) {
        return new JsonObject().put("identifier", identifier).put("password", password);
    }
}
