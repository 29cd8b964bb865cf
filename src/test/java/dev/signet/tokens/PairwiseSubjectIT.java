package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.FirstParty;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** Pairwise subjects (OpenID Connect Core 1.0 §8.1). */
@SignetTest
class PairwiseSubjectIT {
    private final Http http;
    private Person person;
    private FirstParty client;

    PairwiseSubjectIT(Http http) {
        this.http = http;
    }

    @BeforeEach
    void register() {
        person = Person.register(http);
        client = at("one.example");
    }

    @Test
    void differ_from_sector_to_sector_and_tell_nobody_who_it_is() {
        String here = subject(client.signIn(person), "id_token");

        assertThat(here).isNotEqualTo(person.id()).hasSize(22);
        assertThat(subject(client.signIn(person), "id_token")).as("the same each time").isEqualTo(here);
        assertThat(subject(at("one.example").signIn(person), "id_token")).as("the same in the sector").isEqualTo(here);
        assertThat(subject(at("two.example").signIn(person), "id_token")).isNotEqualTo(here);
        assertThat(subject(client.signIn(Person.register(http)), "id_token")).isNotEqualTo(here);
    }

    @Test
    void are_the_same_in_every_token_of_the_client_and_in_introspection() {
        JsonObject answer = client.signIn(person);
        String subject = subject(answer, "id_token");
        JsonObject refreshed = client
                .post("/oauth2/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", answer.getString("refresh_token")))
                .json();

        assertThat(subject(answer, "access_token")).isEqualTo(subject);
        assertThat(subject(refreshed, "access_token")).isEqualTo(subject);
        assertThat(client.introspect(answer.getString("access_token")).getString("sub")).isEqualTo(subject);
    }

    @Test
    void lead_back_to_the_person_at_the_endpoints_of_the_account() {
        JsonObject answer = client.signIn(person);
        JsonObject another = client.signIn(person);

        assertThat(call("GET", "/api/v1/me", answer).json().getString("id")).isEqualTo(person.id());
        assertThat(call("GET", "/api/v1/me/sessions", answer).json().getJsonArray("items")).hasSize(2);
        HttpAnswer all = http.request("POST", "/api/v1/logout").bearer(answer.getString("access_token"))
                .json(new JsonObject().put("scope", "all")).send();
        assertThat(all.status()).as(all.toString()).isEqualTo(204);
        assertThat(call("GET", "/api/v1/me", another).status()).isEqualTo(401);
    }

    private FirstParty at(String host) {
        return FirstParty.register(http, new JsonObject().put("subject_type", "pairwise").put("sector_identifier_uri",
                "https://" + host + "/redirect-uris.json"));
    }

    private HttpAnswer call(String method, String target, JsonObject answer) {
        return http.request(method, target).bearer(answer.getString("access_token")).send();
    }

    private static String subject(JsonObject answer, String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(answer.getString(token).split("\\.")[1]), UTF_8))
                .getString("sub");
    }
}
