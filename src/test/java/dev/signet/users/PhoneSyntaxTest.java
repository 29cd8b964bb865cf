package dev.signet.users;

import static dev.signet.users.IdentifierKind.PHONE;
import static dev.signet.users.Parsing.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneSyntaxTest {
    private final Identifiers international = Parsing.international();
    private final Identifiers german = Parsing.in("de");

    @ParameterizedTest
    @CsvSource({ "+4930901820, +4930901820", "' +49 (30) 90-18.20 ', +4930901820", "\uff0b\uff14\uff1930901820, +4930901820",
            "+\u096a\u096f 30 901820, +4930901820", "+1 202 555 0123, +12025550123", "+39 06 6988 4857, +390669884857",
            "+86 138 0013 8000, +8613800138000",
            "+1 555 123 4567, +15551234567" })
    void keeps_and_shows_e164(String typed, String value) {
        assertThat(Parsing.accepted(international.parse(PHONE, typed))).contains(new Identifier(PHONE, value, value));
    }

    @Test
    void reads_a_national_number_by_the_default_region() {
        assertThat(outcome(german.parse(PHONE, "030 901820"))).isEqualTo("+4930901820");
        assertThat(outcome(german.parse(PHONE, "0039 06 6988 4857"))).isEqualTo("+390669884857");
        assertThat(outcome(german.parse(PHONE, "+12025550123"))).isEqualTo("+12025550123");
    }

    @ParameterizedTest
    @ValueSource(strings = { "030 901820", "004930901820", "+", "+0", "+1", "+49", "+491", "+999 123456789",
            "+1 202 555 01234567890",
            "+49 30 901820 ext 5", "+4930901820;ext=5", "+4930901820#5", "+1-800-FLOWERS", "tel:+4930901820", "alice", "a@b.de",
            "+49\u000030901820", "+49\ud80030901820" })
    void refuses_what_is_not_a_whole_international_number(String typed) {
        assertThat(outcome(international.parse(PHONE, typed))).isEqualTo("phone: malformed");
    }

    @Test
    void refuses_to_start_with_a_region_that_does_not_exist() {
        assertThatThrownBy(() -> Parsing.in("Germany")).hasMessageContaining("signet.users.default-region")
                .hasMessageContaining("Germany");
        assertThatThrownBy(() -> Parsing.in("ZZ")).hasMessageContaining("signet.users.default-region");
    }
}
