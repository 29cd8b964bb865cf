package dev.signet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
class RequestIdTest {
    private static final String HEADER = "X-Request-Id";

    @TestHTTPResource
    URI base;

    @Test
    void keeps_a_well_formed_id_of_the_caller() throws Exception {
        assertThat(wire().get("/nothing", HEADER + ": a-B_9.z").header(HEADER)).contains("a-B_9.z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", "a%0a", "äöü", "<script>",
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg" })
    void makes_its_own_instead_of_any_other(String sent) throws Exception {
        assertThat(wire().get("/nothing", HEADER + ": " + sent).header(HEADER).orElseThrow()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/echo/1", "/nothing", "/oauth2/fail/defect", "/api/v1/echo/%ff", "/api/v1/private",
            "/q/openapi" })
    void stands_in_every_answer(String target) throws Exception {
        assertThat(wire().get(target).header(HEADER)).isPresent();
    }

    @Test
    void stands_in_an_answer_to_a_request_without_a_host() throws Exception {
        assertThat(wire().raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8))).contains(HEADER);
    }

    @Test
    void is_the_one_of_its_own_call_when_calls_share_a_connection() throws Exception {
        String pipelined = pipelined("first", "") + pipelined("second", "") + pipelined("third", "Connection: close\r\n");

        String answers = wire().raw(pipelined.getBytes(UTF_8));

        assertThat(seen(answers)).containsExactly("first", "second", "third");
    }

    private static String pipelined(String id, String more) {
        return "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\n" + more + HEADER + ": " + id
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    }

    private static List<String> seen(String answers) {
        return Pattern.compile("\"request_id\":\"(\\w+)\"").matcher(answers).results().map((MatchResult id) -> id.group(1))
                .toList();
    }

    private Wire wire() {
        return new Wire(base);
    }
}
