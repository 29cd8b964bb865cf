package dev.signet.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class StrictJsonReaderTest extends EdgeTest {
    private static final String ECHO = "/api/v1/echo";

    @ParameterizedTest
    @MethodSource
    void refuses_a_hostile_body(HostileBody hostile) throws Exception {
        Wire.Answer answer = wire().post(ECHO, hostile.contentType(), hostile.body());

        assertThat(answer.status()).isEqualTo(hostile.status());
        assertThat(problemOf(answer)).isPresent();
        assertThat(answer.json().path("status").asInt()).isEqualTo(hostile.status());
    }

    static java.util.stream.Stream<HostileBody> refuses_a_hostile_body() {
        return HostileBodies.ofJson("name");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{\"nam\":\"a\"}                          | nam           | unknown",
            "{\"captcha\":{\"idd\":\"a\"}}            | captcha.idd   | unknown",
            "{\"items\":[{},{\"idd\":1}]}             | items[1].idd  | unknown",
            "{\"name\":\"a\",\"name\":\"b\"}          | name          | duplicate",
            "{\"captcha\":{\"id\":\"a\",\"id\":\"b\"}}| captcha.id    | duplicate",
            "{\"name\":1}                             | name          | type",
            "{\"name\":1.5}                           | name          | type",
            "{\"name\":true}                          | name          | type",
            "{\"name\":[\"a\"]}                       | name          | type",
            "{\"age\":\"1\"}                          | age           | type",
            "{\"age\":\"\"}                           | age           | type",
            "{\"age\":1.5}                            | age           | type",
            "{\"age\":99999999999}                    | age           | type",
            "{\"admin\":\"true\"}                     | admin         | type",
            "{\"admin\":1}                            | admin         | type",
            "{\"kind\":\"OTHER\"}                     | kind          | type",
            "{\"kind\":0}                             | kind          | type",
            "{\"kind\":\"\"}                          | kind          | type",
            "{\"captcha\":\"\"}                       | captcha       | type",
            "{\"items\":{}}                           | items         | type",
            "{\"captcha\":{\"id\":\"\\u0000\"}}       | captcha.id    | text",
            "{\"items\":[{},{\"id\":\"\\ud800\"}]}    | items[1].id   | text",
            "{\"captcha\":{\"\\ud800\":1}}            | captcha       | text",
            "{\"\\u0000\":1}                          | body          | text",
            "{\"captcha\":                            | body          | malformed",
            "{} {}                                    | body          | malformed",
            "[]                                       | body          | type",
            "null                                     | body          | type",
            "``                                       | body          | required" })
    void names_the_field_that_is_wrong(String body, String field, String code) throws Exception {
        Wire.Answer answer = wire().json(ECHO, body);

        assertThat(problemOf(answer)).contains("validation");
        JsonNode error = answer.json().at("/errors/0");
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    @Test
    void repeats_no_more_than_a_hundred_letters_of_a_name() throws Exception {
        Wire.Answer answer = wire().json(ECHO, "{\"" + "k".repeat(40_000) + "\":1}");

        assertThat(answer.json().at("/errors/0/field").asText()).hasSize(100);
    }

    @Test
    void refuses_nesting_before_it_costs_anything() throws Exception {
        Wire.Answer answer = wire().json(ECHO, "{\"items\":" + "[".repeat(40) + "]".repeat(40) + "}");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void keeps_text_outside_the_basic_plane() throws Exception {
        Wire.Answer answer = wire().json(ECHO, "{\"name\":\"\\ud83d\\ude00 é 😀\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("length").asInt()).isEqualTo(7);
    }

    @Test
    void reads_a_charset_of_utf_8_in_any_spelling() throws Exception {
        Wire.Answer answer = wire().post(ECHO, "application/json; charset=\"UTF-8\"", "{}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void passes_on_what_a_record_refuses() throws Exception {
        assertThat(problemOf(wire().json(ECHO, "{\"name\":\"refused\"}"))).contains("name-refused");
    }

    @Test
    void reads_a_body_of_delete() throws Exception {
        Wire.Answer answer = wire().send("DELETE", ECHO, "{\"name\":\"ab\"}".getBytes(UTF_8), "Content-Type: application/json",
                "Content-Length: 13");

        assertThat(answer.json().path("length").asInt()).isEqualTo(2);
    }

    @Test
    void takes_an_absent_body_where_it_is_optional() throws Exception {
        assertThat(wire().post("/api/v1/maybe", null, new byte[0]).json().path("present").asBoolean()).isFalse();
        assertThat(wire().send("POST", "/api/v1/maybe", new byte[0]).json().path("present").asBoolean()).isFalse();
        assertThat(wire().json("/api/v1/maybe", "{}").json().path("present").asBoolean()).isTrue();
    }

    @Test
    void reads_an_optional_body_as_strictly() throws Exception {
        assertThat(problemOf(wire().json("/api/v1/maybe", "{\"other\":1}"))).contains("validation");
    }
}
