package dev.signet.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** Every endpoint that reads a body, given bodies that no endpoint may fail on. */
@SignetTest
class BadInputIT {
    private static final int LONGEST = 64 * 1024;

    private final Http http;
    private final SignetService service;
    private String person;
    private String operator;

    BadInputIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    @BeforeEach
    void signIn() {
        person = Person.register(http).signIn().getString("access_token");
        operator = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    @TestFactory
    Stream<DynamicTest> json_endpoints_refuse() {
        return Stream
                .of(new Endpoint("POST", "/api/v1/users", "username", ""),
                        new Endpoint("POST", "/api/v1/login", "identifier", ""),
                        new Endpoint("POST", "/api/v1/captchas", "type", ""),
                        new Endpoint("POST", "/api/v1/token/refresh", "refresh_token", ""),
                        new Endpoint("POST", "/api/v1/token/validate", "token", ""),
                        new Endpoint("POST", "/api/v1/logout", "refresh_token", person),
                        new Endpoint("PATCH", "/api/v1/me", "username", person),
                        new Endpoint("DELETE", "/api/v1/me", "current_password", person),
                        new Endpoint("PUT", "/api/v1/me/password", "new_password", person),
                        new Endpoint("PUT", "/api/v1/admin/limits/registration", "action", operator))
                .flatMap(endpoint -> HostileBodies.ofJson(endpoint.member()).map(body -> endpoint.refuses(http, body)));
    }

    @TestFactory
    Stream<DynamicTest> form_endpoints_refuse() {
        return Stream.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")
                .flatMap(path -> HostileBodies.ofForms().map(body -> DynamicTest.dynamicTest(path + " " + body.name(), () -> {
                    HttpAnswer answer = send(http.request("POST", path).basic("signet-admin", "signet-admin-secret"), body);
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(body.status());
                    assertThat(answer.json().getString("error")).isNotBlank();
                })));
    }

    @Test
    void nothing_of_it_was_a_failure_of_the_service() {
        assertThat(service.logs()).doesNotContain("a call failed");
    }

    private static HttpAnswer send(HttpCall call, HostileBody body) {
        HttpCall complete = call.body("", body.body());
        return (body.contentType() == null ? complete : complete.header("Content-Type", body.contentType())).send();
    }

    private record Endpoint(String method, String path, String member, String token) {

        DynamicTest refuses(Http http, HostileBody body) {
            return DynamicTest.dynamicTest(method + " " + path + " " + body.name(), () -> {
                HttpCall call = http.request(method, path);
                HttpAnswer answer = send(token.isEmpty() ? call : call.bearer(token), body);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(body.body().length > LONGEST ? 413 : body.status());
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(answer.json().getString("type")).startsWith("urn:signet:problem:");
            });
        }
    }
}
