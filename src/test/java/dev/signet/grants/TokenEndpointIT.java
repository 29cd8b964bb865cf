package dev.signet.grants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code /oauth2/token}, {@code /oauth2/introspect}: RFC 6749 §4.4, §5; RFC 7662; RFC 9068. */
@SignetTest
class TokenEndpointIT {
    private static final String ID = "signet-admin";
    private static final String SECRET = "signet-admin-secret";

    private final Http http;
    private final SignetService service;
    private final Stores stores;
    private final StoreUrls urls;

    TokenEndpointIT(Http http, SignetService service, Stores stores, StoreUrls urls) {
        this.http = http;
        this.service = service;
        this.stores = stores;
        this.urls = urls;
    }

    @Test
    void gives_a_client_a_token_for_itself() {
        HttpAnswer answer = token(Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        JsonObject claims = part(answer.json().getString("access_token"), 1);
        assertThat(claims.fieldNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id",
                "status",
                "scope");
        assertThat(claims.getString("iss")).isEqualTo(service.issuer());
        assertThat(claims.getString("sub")).isEqualTo(ID);
        assertThat(claims.getString("scope")).isEqualTo("signet:admin");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
        assertThat(part(answer.json().getString("access_token"), 0).fieldNames()).containsExactlyInAnyOrder("alg", "kid",
                "typ");
    }

    @Test
    void puts_the_sign_in_into_a_persons_token_and_nothing_personal() {
        Person person = Person.register(http);
        JsonObject claims = part(person.signIn().getString("access_token"), 1);

        assertThat(claims.fieldNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id",
                "status",
                "scope", "sid");
        assertThat(claims.getString("sub")).isEqualTo(person.id());
        assertThat(claims.getString("client_id")).isEqualTo("signet");
        assertThat(claims.encode()).doesNotContain(person.username());
    }

    @Test
    void makes_an_id_token_for_the_client_alone() {
        Person person = Person.register(http);
        JsonObject claims = part(person.signIn("openid").getString("id_token"), 1);

        assertThat(claims.getValue("aud")).isIn("signet", new JsonArray().add("signet"));
        assertThat(claims.getString("sub")).isEqualTo(person.id());
        assertThat(person.signIn("email").getString("id_token")).isNull();
    }

    @Test
    void takes_the_secret_in_the_body_too() {
        HttpAnswer answer = http.postForm("/oauth2/token",
                Map.of("grant_type", "client_credentials", "client_id", ID, "client_secret", SECRET));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void answers_every_wrong_client_alike() {
        Map<String, String> grant = Map.of("grant_type", "client_credentials");
        HttpAnswer wrong = http.request("POST", "/oauth2/token").basic(ID, "wrong").form(grant).send();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().getString("error")).isEqualTo("invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");

        assertThat(http.request("POST", "/oauth2/token").basic("nobody", "wrong").form(grant).send().text())
                .isEqualTo(wrong.text());
        assertThat(http.request("POST", "/oauth2/token").basic(ID, "").form(grant).send().text()).isEqualTo(wrong.text());
        assertThat(http.postForm("/oauth2/token", Map.of("grant_type", "client_credentials", "client_id", ID)).text())
                .isEqualTo(wrong.text());
        assertThat(http.postForm("/oauth2/token", grant).text()).isEqualTo(wrong.text());
    }

    @Test
    void refuses_two_ways_of_authentication_at_once() {
        HttpAnswer answer = token(Map.of("grant_type", "client_credentials", "client_id", ID, "client_secret", SECRET));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void refuses_what_the_client_may_not_have() {
        assertThat(error(token(Map.of("grant_type", "client_credentials", "scope", "signet:admin openid"))))
                .isEqualTo("400 invalid_scope");
        assertThat(error(token(Map.of("grant_type", "refresh_token", "refresh_token", "x"))))
                .isEqualTo("400 unauthorized_client");
        assertThat(error(token(Map.of("grant_type", "password", "username", "a", "password", "b"))))
                .isEqualTo("400 unsupported_grant_type");
        assertThat(error(token(Map.of()))).isEqualTo("400 invalid_request");
        assertThat(error(http.postForm("/oauth2/token", Map.of("grant_type", "client_credentials", "client_id", "signet"))))
                .isEqualTo("400 unauthorized_client");
    }

    @Test
    void refuses_a_repeated_parameter_and_ignores_an_unknown_one() {
        HttpAnswer repeated = http.request("POST", "/oauth2/token").basic(ID, SECRET)
                .body("application/x-www-form-urlencoded", "grant_type=client_credentials&grant_type=client_credentials")
                .send();
        assertThat(error(repeated)).isEqualTo("400 invalid_request");
        assertThat(token(Map.of("grant_type", "client_credentials", "colour", "blue")).status()).isEqualTo(200);
    }

    @Test
    void introspection_tells_a_confidential_client_what_a_live_token_says() {
        String token = token(Map.of("grant_type", "client_credentials")).json().getString("access_token");

        JsonObject answer = introspect(ID, SECRET, token).json();

        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("client_id")).isEqualTo(ID);
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
        assertThat(introspect(ID, SECRET, token + "x").json()).isEqualTo(new JsonObject().put("active", false));
    }

    @Test
    void introspection_is_closed_to_public_clients_and_to_those_who_may_not() throws Exception {
        String token = token(Map.of("grant_type", "client_credentials")).json().getString("access_token");
        try (Connection c = stores.connect(urls); PreparedStatement s = c.prepareStatement("""
                insert into clients (client_id, client_name, client_secret_hash, token_endpoint_auth_method, may_introspect)
                values ('blind', 'Blind', ?, 'client_secret_basic', false)""")) {
            s.setBytes(1, MessageDigest.getInstance("SHA-256").digest("a-blind-secret".getBytes(UTF_8)));
            assertThat(s.executeUpdate()).isEqualTo(1);
        }

        assertThat(error(http.postForm("/oauth2/introspect", Map.of("client_id", "signet", "token", token))))
                .isEqualTo("401 invalid_client");
        assertThat(error(http.postForm("/oauth2/introspect", Map.of("token", token)))).isEqualTo("401 invalid_client");
        assertThat(error(introspect("blind", "a-blind-secret", token))).isEqualTo("403 unauthorized_client");
    }

    private HttpAnswer introspect(String client, String secret, String token) {
        return http.request("POST", "/oauth2/introspect").basic(client, secret).form(Map.of("token", token)).send();
    }

    private HttpAnswer token(Map<String, String> form) {
        return http.request("POST", "/oauth2/token").basic(ID, SECRET).form(form).send();
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }

    private static JsonObject part(String token, int index) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), UTF_8));
    }
}
