package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A confidential client that people give their password to, and that may ask about tokens. */
public record FirstParty(Http http, String id, String secret) {

    /** @param more metadata beside what makes it one */
    public static FirstParty register(Http http, JsonObject more) {
        JsonObject client = Admin.at(http).register(more.copy().put("grant_types", new JsonArray()
                .add("urn:signet:grant-type:first-party-login").add("refresh_token").add("client_credentials")));
        return new FirstParty(http, client.getString("client_id"), client.getString("client_secret"));
    }

    public FirstParty with(String otherSecret) {
        return new FirstParty(http, id, otherSecret);
    }

    /** @return the token answer of a new sign-in of the person */
    public JsonObject signIn(Person person) {
        HttpAnswer answer = person.http().request("POST", "/api/v1/login").basic(id, secret)
                .json(new JsonObject().put("identifier", person.username()).put("password", Person.PASSWORD)
                        .put("scope", "openid"))
                .send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** @return the answer to a form at an OAuth endpoint, the client proven by Basic */
    public HttpAnswer post(String target, Map<String, String> form) {
        return http.request("POST", target).basic(id, secret).form(form).send();
    }

    /** @return what introspection says of the token */
    public JsonObject introspect(String token) {
        HttpAnswer answer = post("/oauth2/introspect", Map.of("token", token));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "FirstParty[" + id + "]";
    }
}
