package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = { "a=b > b", "a=b+c > b c", "a=b%20c > b c", "a=%C3%A9 > é", "a=%f0%9f%98%80 > 😀",
            "x=1&a=b&y > b", "a=b=c > b=c",
            "%61=b > b", "a=%2B%26%3D%25 > +&=%", "&&a=b& > b" })
    void decodes_a_value(String form, String value) {
        assertThat(read(form).get("a")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a=", "a", "b=1", "&" })
    void counts_a_parameter_without_a_value_as_absent(String form) {
        assertThat(read(form).get("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "&%=1", "a=%", "a=%4", "a=%zz", "a=%-1", "a=%ff", "a=%c1%81", "a=%ed%a0%80", "a=%00", "a=b\0",
            "%=1", "=1", "a=1&a=1", "a=1&%61=2",
            "a=&a=1", "a=%c3" })
    void refuses_a_form_that_does_not_decode_or_repeats(String form) {
        assertThat(FormParameters.parse(form.getBytes(StandardCharsets.UTF_8))).isInstanceOf(FormReading.Malformed.class);
    }

    @Test
    void reads_64_parameters_and_no_more() {
        assertThat(FormParameters.parse(parameters(64))).isInstanceOf(FormReading.Read.class);
        assertThat(FormParameters.parse(parameters(65))).isInstanceOf(FormReading.Malformed.class);
    }

    @Test
    void reads_raw_utf_8() {
        assertThat(read("a=é").get("a")).contains("é");
    }

    @Test
    void shows_no_value() {
        assertThat(read("client_secret=hunter2").toString()).contains("client_secret").doesNotContain("hunter2");
    }

    @Test
    void says_what_is_wrong_without_quoting_it() {
        String why = FormParameters.parse("hunter2=1&hunter2=1".getBytes(StandardCharsets.UTF_8)).fold(form -> "",
                said -> said);

        assertThat(why).contains("repeated").doesNotContain("hunter2");
    }

    private static byte[] parameters(int count) {
        return IntStream.range(0, count).mapToObj(n -> "p" + n + "=1").collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static FormParameters read(String form) {
        return FormParameters.parse(form.getBytes(StandardCharsets.UTF_8)).fold(parameters -> parameters, why -> {
            throw new AssertionError(why);
        });
    }
}
