package dev.signet.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class ChallengeTest extends EdgeTest {
    private static final String CHALLENGE = "WWW-Authenticate";

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/private", "/oauth2/private" })
    void asks_for_a_token_where_none_was_sent(String path) throws Exception {
        Wire.Answer answer = wire().get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header(CHALLENGE)).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/private", "/oauth2/private" })
    void says_once_that_a_token_is_invalid(String path) throws Exception {
        Wire.Answer answer = wire().get(path, "Authorization: bearer a.b.c");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header(CHALLENGE)).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void is_the_problem_invalid_token() throws Exception {
        assertThat(problemOf(wire().get("/api/v1/private"))).contains("invalid-token");
        assertThat(wire().get("/oauth2/private").json().path("error").asText()).isEqualTo("invalid_token");
    }

    @Test
    void does_not_take_basic_for_a_token() throws Exception {
        assertThat(wire().get("/api/v1/private", "Authorization: Basic YTpi").header(CHALLENGE)).contains("Bearer");
    }

    @Test
    void says_that_the_scope_is_insufficient() throws Exception {
        assertThat(wire().get("/api/v1/fail/forbidden").header(CHALLENGE)).contains("Bearer error=\"insufficient_scope\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/fail/client", "/oauth2/fail/client" })
    void asks_a_client_for_basic(String path) throws Exception {
        assertThat(wire().get(path).header(CHALLENGE).orElseThrow()).startsWith("Basic realm=");
    }

    @Test
    void serves_a_public_call_with_a_stale_token() throws Exception {
        assertThat(wire().get("/api/v1/echo/1", "Authorization: Bearer a.b.c").status()).isEqualTo(200);
    }
}
