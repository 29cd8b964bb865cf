package dev.signet.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class ErrorShapesTest extends EdgeTest {

    @ParameterizedTest
    @CsvSource({ "problem,409,identifier-taken", "limit,429,registration-limit", "grant,400,invalid-grant",
            "client,401,invalid-client",
            "credentials,401,invalid-credentials", "unavailable,503,unavailable", "forbidden,403,insufficient-scope",
            "away-while-authenticating,503,unavailable", "connect,503,unavailable", "breaker,503,unavailable",
            "timeout,503,unavailable", "query,500,internal", "defect,500,internal", "error,500,internal" })
    void is_a_problem_on_the_json_api(String how, int status, String problem) throws Exception {
        Wire.Answer answer = wire().get("/api/v1/fail/" + how);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(problemOf(answer)).contains(problem);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(FailingEndpoint.CANARY);
    }

    @ParameterizedTest
    @CsvSource({ "problem,409,invalid_request", "grant,400,invalid_grant", "client,401,invalid_client",
            "unavailable,503,temporarily_unavailable", "forbidden,403,insufficient_scope",
            "connect,503,temporarily_unavailable",
            "defect,500,server_error" })
    void is_oauth_json_below_oauth2(String how, int status, String error) throws Exception {
        Wire.Answer answer = wire().get("/oauth2/fail/" + how);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().path("error_description").asText()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(answer.body()).doesNotContain(FailingEndpoint.CANARY);
    }

    @Test
    void keeps_the_members_of_a_problem() throws Exception {
        assertThat(wire().get("/api/v1/fail/problem").json().path("field").asText()).isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/fail/limit,7", "/api/v1/fail/unavailable,3", "/oauth2/fail/unavailable,3", "/api/v1/fail/connect,1" })
    void says_when_to_try_again(String path, String seconds) throws Exception {
        assertThat(wire().get(path).header("Retry-After")).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/nothing", "/api/v1/nothing", "/api", "/", "/api/v1/echo/1/2", "/index.html" })
    void is_a_problem_where_there_is_nothing(String path) throws Exception {
        Wire.Answer answer = wire().get(path, "Accept: text/html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(problemOf(answer)).contains("not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "DELETE | /api/v1/echo/1 | GET, HEAD, OPTIONS, PUT",
            "GET | /api/v1/echo | DELETE, OPTIONS, POST",
            "TRACE | /api/v1/echo/1 | GET, HEAD, OPTIONS, PUT", "FOO | /oauth2/echo | OPTIONS, POST",
            "POST | /api/v1/fail/defect | GET, HEAD, OPTIONS" })
    void names_the_methods_of_a_path_when_it_refuses_one(String method, String path, String allow) throws Exception {
        Wire.Answer answer = wire().send(method, path, new byte[0]);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains(allow);
    }

    @Test
    void answers_options_with_the_methods_of_the_path() throws Exception {
        Wire.Answer answer = wire().send("OPTIONS", "/api/v1/echo/1", new byte[0]);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void finds_nothing_for_options_where_there_is_nothing() throws Exception {
        assertThat(wire().send("OPTIONS", "/api/v1/nothing", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void answers_head_as_get_without_the_body() throws Exception {
        Wire.Answer answer = wire().send("HEAD", "/api/v1/echo/1", new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answers_head_of_nothing_without_a_body() throws Exception {
        Wire.Answer answer = wire().send("HEAD", "/api/v1/nothing", new byte[0]);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/csv", ";;;", "text/html;q=1" })
    void is_a_problem_when_no_representation_is_acceptable(String accept) throws Exception {
        assertThat(problemOf(wire().get("/api/v1/echo/1", "Accept: " + accept))).contains("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/echo/1?q=%ff", "/api/v1/echo/1?q=%00", "/api/v1/echo/%00", "/api/v1/echo/%ff",
            "/api/v1/echo/1?q=\u00ff", "/api/v1/echo/1;a=b" })
    void refuses_a_target_that_does_not_decode(String target) throws Exception {
        Wire.Answer answer = wire().get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(problemOf(answer)).contains("bad-request");
    }

    @ParameterizedTest
    @MethodSource
    void refuses_a_hostile_form_in_the_words_of_oauth(HostileBody hostile) throws Exception {
        Wire.Answer answer = wire().post("/oauth2/echo", hostile.contentType(), hostile.body());

        assertThat(answer.status()).isEqualTo(hostile.status());
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    }

    static java.util.stream.Stream<HostileBody> refuses_a_hostile_form_in_the_words_of_oauth() {
        return HostileBodies.ofForms();
    }

    @ParameterizedTest
    @CsvSource({ "/api/../oauth2/fail/defect", "//oauth2/fail/defect", "/%6fauth2/fail/defect" })
    void knows_an_oauth_path_in_any_spelling(String path) throws Exception {
        assertThat(wire().get(path).json().path("error").asText()).isEqualTo("server_error");
    }

    @Test
    void refuses_a_form_that_is_not_declared_as_one() throws Exception {
        assertThat(wire().post("/oauth2/echo", null, "grant_type=a".getBytes()).status()).isEqualTo(415);
    }

    @Test
    void reads_a_form() throws Exception {
        Wire.Answer answer = wire().post("/oauth2/echo", "application/x-www-form-urlencoded; charset=UTF-8",
                "grant_type=a+b%C3%A9".getBytes());

        assertThat(answer.json().path("grant_type").asText()).isEqualTo("a bé");
    }

    @ParameterizedTest
    @CsvSource({ "GET / HTTP/1.1", "GET / HTTP/1.1|Host: a b:::", "GET http:// HTTP/1.1|Host: x",
            "OPTIONS * HTTP/1.1|Host: x", "CONNECT x:80 HTTP/1.1|Host: x" })
    void refuses_a_request_without_a_usable_host_or_path(String head) throws Exception {
        Wire.Answer answer = Wire.parse(wire().raw((head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n").getBytes()));

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("<html");
        assertThat(answer.header("Content-Type")).isIn(java.util.Optional.empty(),
                java.util.Optional.of(ProblemWriter.MEDIA_TYPE));
    }

    @ParameterizedTest
    @CsvSource({ "GARBAGE,400", "GET /?q=%zz HTTP/1.1|Host: x,400", "POST / HTTP/1.1|Host: x|Content-Length: abc,400",
            "POST / HTTP/1.1|Host: x|Content-Length: -1,400", "POST / HTTP/1.1|Host: x|Content-Length: 1|Content-Length: 2,400",
            "POST / HTTP/1.1|Host: x|Content-Length: 99999999999999999999,400" })
    void answers_what_is_not_http_with_4xx_and_no_page(String head, int status) throws Exception {
        Wire.Answer answer = Wire.parse(wire().raw((head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n").getBytes()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answers_431_to_headers_of_30_kb() throws Exception {
        assertThat(wire().get("/", "X-Long: " + "a".repeat(30_000)).status()).isEqualTo(431);
    }
}
