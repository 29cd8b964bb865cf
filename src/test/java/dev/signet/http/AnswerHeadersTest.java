package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.EdgeOnly;
import dev.signet.errors.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class AnswerHeadersTest {
    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/echo/1", "/nothing", "/oauth2/fail/defect", "/api/v1/echo/%ff", "/api/v1/private",
            "/api/v1/cached" })
    void guards_every_answer(String target) throws Exception {
        Wire.Answer answer = new Wire(base).get(target);

        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/echo/1", "/x/../api/v1/echo/1", "/nothing", "/oauth2/fail/defect", "/api/v1/echo/%ff" })
    void lets_no_cache_keep_what_is_about_a_caller_or_a_failure(String target) throws Exception {
        assertThat(new Wire(base).get(target).header("Cache-Control")).contains("no-store");
    }

    @Test
    void leaves_an_endpoint_its_own_cache_control() throws Exception {
        assertThat(new Wire(base).get("/api/v1/cached").header("Cache-Control")).contains("max-age=60");
    }

    @Test
    void promises_tls_when_the_issuer_has_it() throws Exception {
        assertThat(new Wire(base).get("/api/v1/echo/1").header("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void does_not_tell_what_it_runs_on() throws Exception {
        assertThat(new Wire(base).get("/api/v1/echo/1").headers()).doesNotContainKeys("Server", "X-Powered-By");
    }
}
