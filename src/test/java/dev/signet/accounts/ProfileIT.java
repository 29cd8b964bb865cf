package dev.signet.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The member {@code profile} of {@code /api/v1/me}. */
@SignetTest
class ProfileIT {
    private final Http http;
    private String token;

    ProfileIT(Http http) {
        this.http = http;
    }

    @BeforeEach
    void signIn() {
        token = Person.register(http).signIn().getString("access_token");
    }

    @Test
    void is_empty_at_first() {
        assertThat(profile()).isEqualTo(new JsonObject());
    }

    @Test
    void keeps_what_is_absent_and_drops_what_is_null() {
        HttpAnswer first = patch(new JsonObject().put("name", "Ada Lovelace").put("nickname", "Ada")
                .put("address", new JsonObject().put("locality", "London").put("country", "UK")));
        assertThat(first.status()).as(first.toString()).isEqualTo(200);

        HttpAnswer second = patch(new JsonObject().putNull("nickname").put("birthdate", "1815-12-10")
                .put("address", new JsonObject().putNull("country")));

        assertThat(second.json().getJsonObject("profile")).isEqualTo(profile()).isEqualTo(new JsonObject()
                .put("name", "Ada Lovelace").put("birthdate", "1815-12-10")
                .put("address", new JsonObject().put("locality", "London")));
        assertThat(patch(new JsonObject().putNull("address")).status()).isEqualTo(200);
        assertThat(profile().containsKey("address")).isFalse();
    }

    @Test
    void names_the_claim_that_is_wrong() {
        Map<String, Object> bad = Map.of("website", "javascript:alert(1)", "birthdate", "1990-02-30", "zoneinfo",
                "Mars/Olympus",
                "locale", "not a tag", "name", "x".repeat(300), "gender", 7, "email", "a@example.com", "picture",
                new JsonArray().add("x"), "address", "London");
        bad.forEach((claim, value) -> {
            HttpAnswer answer = patch(new JsonObject().put(claim, value));
            assertThat(answer.status()).as("%s: %s", claim, answer).isEqualTo(400);
            assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("profile." + claim);
        });
        assertThat(patch(new JsonObject().put("address", new JsonObject().put("planet", "x"))).json().getJsonArray("errors")
                .getJsonObject(0).getString("field")).isEqualTo("profile.address.planet");
        assertThat(profile()).isEqualTo(new JsonObject());
    }

    @Test
    void refuses_a_profile_that_is_no_object() {
        for (Object value : new Object[] { "x", 1, new JsonArray() }) {
            assertThat(http.request("PATCH", "/api/v1/me").bearer(token).json(new JsonObject().put("profile", value)).send()
                    .status()).isEqualTo(400);
        }
    }

    private HttpAnswer patch(JsonObject profile) {
        return http.request("PATCH", "/api/v1/me").bearer(token).json(new JsonObject().put("profile", profile)).send();
    }

    private JsonObject profile() {
        return http.request("GET", "/api/v1/me").bearer(token).send().json().getJsonObject("profile");
    }
}
