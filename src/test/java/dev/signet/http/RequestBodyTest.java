package dev.signet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.EdgeOnly;
import dev.signet.errors.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class RequestBodyTest {
    private static final String ECHO = "/api/v1/echo";
    private static final int FRAME = "{\"name\":\"\"}".length();
    private static final int LONGEST = 64 * 1024;

    @TestHTTPResource
    URI base;

    @Test
    void reads_64_kb_on_the_event_loop() throws Exception {
        Wire.Answer answer = new Wire(base).json(ECHO, body(LONGEST));

        assertThat(answer.json().path("length").asInt()).isEqualTo(LONGEST - FRAME);
        assertThat(answer.json().path("on_event_loop").asBoolean()).isTrue();
    }

    @Test
    void refuses_one_byte_more() throws Exception {
        assertThat(new Wire(base).json(ECHO, body(LONGEST + 1)).status()).isEqualTo(413);
    }

    @Test
    void reads_chunks_on_the_event_loop() throws Exception {
        Wire.Answer answer = chunked(body(LONGEST));

        assertThat(answer.json().path("length").asInt()).isEqualTo(LONGEST - FRAME);
        assertThat(answer.json().path("on_event_loop").asBoolean()).isTrue();
    }

    @Test
    void refuses_chunks_of_one_byte_more() throws Exception {
        assertThat(chunked(body(LONGEST + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource
    void answers_a_client_that_is_still_writing_and_may_offer_http_2(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(ECHO)).version(version)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(1_000_000))).build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void asks_for_a_body_that_waits_to_be_asked_for() throws Exception {
        String answer = new Wire(base)
                .raw(("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}").getBytes(UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 200 ");
    }

    @Test
    void does_not_ask_for_a_body_that_is_too_long() throws Exception {
        String answer = new Wire(base).raw(("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n").getBytes(UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Host: x\r\nContent-Type: text/plain", "Host: x\r\nContent-Type: ;;;",
            "Host: x\r\nContent-Encoding: gzip", "X-No-Host: 1" })
    void answers_the_next_request_after_one_it_refused(String headers) throws Exception {
        String refused = "POST " + ECHO + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: 30000\r\n\r\n" + "a".repeat(30_000);
        String next = "GET " + ECHO + "/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answers = new Wire(base).raw((refused + next).getBytes(UTF_8));

        assertThat(answers).startsWith("HTTP/1.1 4").contains("HTTP/1.1 200 ");
    }

    @Test
    void gives_up_on_a_body_that_does_not_come() throws Exception {
        String answer = new Wire(base)
                .raw(("POST " + ECHO + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{")
                        .getBytes(UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:signet:problem:request-timeout");
    }

    private Wire.Answer chunked(String body) throws Exception {
        String half = body.substring(0, body.length() / 2);
        String rest = body.substring(half.length());
        String chunks = "%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(half.length(), half, rest.length(), rest);
        return new Wire(base).send("POST", ECHO, chunks.getBytes(UTF_8), "Content-Type: application/json",
                "Transfer-Encoding: chunked");
    }

    private static String body(int length) {
        return "{\"name\":\"" + "a".repeat(length - FRAME) + "\"}";
    }
}
