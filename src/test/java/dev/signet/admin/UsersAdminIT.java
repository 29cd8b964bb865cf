package dev.signet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code POST /api/v1/admin/users/{id}/disable} and {@code enable}. */
@SignetTest
class UsersAdminIT {
    private final Http http;
    private String operator;

    UsersAdminIT(Http http) {
        this.http = http;
    }

    @BeforeEach
    void signIn() {
        operator = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    @Test
    void shuts_a_person_out_at_once_and_lets_them_in_again() {
        Person person = Person.register(http);
        JsonObject signedIn = person.signIn();
        String unknown = person.http()
                .post("/api/v1/login", new JsonObject().put("identifier", Person.unique()).put("password", "x")).text();

        assertThat(post(person.id(), "disable").status()).isEqualTo(204);

        assertThat(person.tryPassword(Person.PASSWORD).text()).as("a disabled person is an unknown one").isEqualTo(unknown);
        assertThat(person.refresh(signedIn.getString("refresh_token")).status()).isEqualTo(401);
        assertThat(http.request("GET", "/api/v1/me").bearer(signedIn.getString("access_token")).send().status()).isEqualTo(401);

        assertThat(post(person.id(), "enable").status()).isEqualTo(204);
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(200);
        assertThat(person.refresh(signedIn.getString("refresh_token")).status()).as("what ended stays ended").isEqualTo(401);
    }

    @Test
    void knows_nobody_of_another_id() {
        assertThat(post(UUID.randomUUID().toString(), "disable").status()).isEqualTo(404);
        assertThat(post("x", "enable").status()).isEqualTo(404);
    }

    @Test
    void is_for_operators_only() {
        Person person = Person.register(http);
        HttpAnswer answer = http.request("POST", "/api/v1/admin/users/" + person.id() + "/disable")
                .bearer(person.signIn().getString("access_token")).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(200);
    }

    private HttpAnswer post(String id, String change) {
        return http.request("POST", "/api/v1/admin/users/" + id + "/" + change).bearer(operator).send();
    }
}
