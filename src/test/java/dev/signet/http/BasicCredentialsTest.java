package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = { "demo:secret > demo > secret", "demo:a:b > demo > a:b", "demo: > demo > ''",
            "a%3Ab:c%25d > a:b > c%d", "a+b:c%20d > a b > c d",
            "d%C3%A9mo:s%C3%A9 > démo > sé", "démo:sé > démo > sé" })
    void decodes_base64_and_then_each_half_as_a_form(String pair, String id, String secret) {
        BasicCredentials credentials = BasicCredentials.read(List.of(basic(pair))).fold(c -> c, () -> null, () -> null);

        assertThat(credentials.id()).isEqualTo(id);
        assertThat(credentials.secret()).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = { "demo", ":secret", "demo:%", "%zz:a", "demo:%ff", "demo:a%00", "" })
    void is_malformed_when_a_half_does_not_decode(String pair) {
        assertThat(BasicCredentials.read(List.of(basic(pair)))).isInstanceOf(BasicReading.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic !!!", "Basic", "Basic ", "basic a b", "Basic ZGVtbzpzZWNyZXQ=, Bearer x" })
    void is_malformed_when_it_is_no_base64(String header) {
        assertThat(BasicCredentials.read(List.of(header))).isInstanceOf(BasicReading.Malformed.class);
    }

    @Test
    void is_malformed_when_there_are_two_headers() {
        assertThat(BasicCredentials.read(List.of(basic("a:b"), "Bearer x"))).isInstanceOf(BasicReading.Malformed.class);
        assertThat(BasicCredentials.read(List.of(basic("a:b"), basic("a:b")))).isInstanceOf(BasicReading.Malformed.class);
    }

    @Test
    void is_absent_without_the_header_or_with_another_scheme() {
        assertThat(BasicCredentials.read(List.of())).isInstanceOf(BasicReading.Absent.class);
        assertThat(BasicCredentials.read(List.of("Bearer abc"))).isInstanceOf(BasicReading.Absent.class);
        assertThat(BasicCredentials.read(List.of("Basically"))).isInstanceOf(BasicReading.Absent.class);
    }

    @Test
    void knows_the_scheme_in_any_case() {
        assertThat(BasicCredentials.read(List.of(basic("a:b").replace("Basic", "bAsIc"))))
                .isInstanceOf(BasicReading.Present.class);
    }

    @Test
    void shows_no_secret() {
        assertThat(BasicCredentials.read(List.of(basic("demo:hunter2"))).toString()).contains("demo").doesNotContain("hunter2");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
