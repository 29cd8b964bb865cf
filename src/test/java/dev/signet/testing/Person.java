package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import io.vertx.core.json.JsonObject;

/** Somebody who registered, from an address that nobody used before. */
public final class Person {
    public static final String PASSWORD = "seven purple umbrellas";

    private final Http http;
    private final String username;
    private final String id;

    private Person(Http http, String username, String id) {
        this.http = http;
        this.username = username;
        this.id = id;
    }

    public static Person register(Http anywhere) {
        Http http = anywhere.fromFresh();
        String username = unique();
        HttpAnswer answer = http.post("/api/v1/users", new JsonObject().put("username", username).put("password", PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Person(http, username, answer.json().getString("id"));
    }

    /** @return a username that nobody has */
    public static String unique() {
        return "p" + UUID.randomUUID().toString().replace("-", "");
    }

    /** @return the same person at another replica, from an address that nobody used before */
    public Person from(Http elsewhere) {
        return new Person(elsewhere.fromFresh(), username, id);
    }

    /** @return the {@code sub} of the person's tokens */
    public String id() {
        return id;
    }

    public String username() {
        return username;
    }

    /** @return a client that speaks from the person's own address */
    public Http http() {
        return http;
    }

    /** @return the token answer of a new sign-in */
    public JsonObject signIn() {
        return signIn("openid");
    }

    public JsonObject signIn(String scope) {
        HttpAnswer answer = tryPassword(PASSWORD, scope);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    public HttpAnswer tryPassword(String password) {
        return tryPassword(password, "openid");
    }

    private HttpAnswer tryPassword(String password, String scope) {
        return http.post("/api/v1/login",
                new JsonObject().put("identifier", username).put("password", password).put("scope", scope));
    }

    /** @return the answer to presenting a refresh token */
    public HttpAnswer refresh(String refreshToken) {
        return refresh(http, refreshToken);
    }

    public static HttpAnswer refresh(Http http, String refreshToken) {
        return http.post("/api/v1/token/refresh", new JsonObject().put("refresh_token", refreshToken));
    }
}
