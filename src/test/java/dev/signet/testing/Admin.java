package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.vertx.core.json.JsonObject;

/** The first admin client at work. */
public final class Admin {
    private static final String CLIENTS = "/api/v1/admin/clients";

    private final Http http;
    private final String token;

    private Admin(Http http, String token) {
        this.http = http;
        this.token = token;
    }

    public static Admin at(Http http) {
        HttpAnswer answer = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Admin(http, answer.json().getString("access_token"));
    }

    public HttpCall request(String method, String target) {
        return http.request(method, target).bearer(token);
    }

    /** @return the answer to registering a client of that metadata */
    public HttpAnswer tryRegister(JsonObject metadata) {
        return request("POST", CLIENTS).json(metadata).send();
    }

    /** @return the new client, with its secret */
    public JsonObject register(JsonObject metadata) {
        HttpAnswer answer = tryRegister(metadata);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    /** @param path behind the client's own, e.g. {@code /disable}; may be empty */
    public HttpCall client(String method, String clientId, String path) {
        return request(method, CLIENTS + "/" + clientId + path);
    }
}
