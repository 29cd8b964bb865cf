package dev.signet.users;

import static dev.signet.users.IdentifierKind.EMAIL;
import static dev.signet.users.Parsing.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSyntaxTest {
    private final Identifiers identifiers = Parsing.international();

    @ParameterizedTest
    @CsvSource({ "Alice@Example.COM, alice@example.com", "' a@b.de ', a@b.de", "a.b+tag@mail.example, a.b+tag@mail.example",
            "o'neil@example.com, o'neil@example.com", "JOSE\u0301@example.com, jos\u00e9@example.com",
            "a@M\u00dcNCHEN.de, a@xn--mnchen-3ya.de", "a@XN--Mnchen-3ya.de, a@xn--mnchen-3ya.de",
            "\u592a\u90ce@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8, \u592a\u90ce@xn--r8jz45g.xn--zckzah",
            "a@xn--strae-oqa.de, a@xn--strae-oqa.de" })
    void compares_without_case_and_with_one_spelling_of_the_domain(String typed, String value) {
        assertThat(outcome(parse(typed))).isEqualTo(value);
    }

    @Test
    void shows_the_address_as_it_was_written() {
        assertThat(Parsing.accepted(parse(" Al@M\u00fcnchen.de ")))
                .contains(new Identifier(EMAIL, "al@xn--mnchen-3ya.de", "Al@M\u00fcnchen.de"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice", "@", "@example.com", "alice@", "a@b@c.de", "a b@c.de", "a@b c.de", ".a@b.de", "a.@b.de",
            "a..b@c.de", "\"a\"@b.de", "a(c)@b.de", "a@b", "a@localhost", "a@.b.de", "a@b..de", "a@b.de.", "a@-b.de", "a@b-.de",
            "a@b_c.de", "a@127.0.0.1", "a@\uff11\uff12\uff17.0.0.1", "a@[127.0.0.1]", "a@b.1", "a\uff20b.de", "a@b.d",
            "a,b@c.de", "a<b@c.de" })
    void refuses_what_is_not_an_address(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("email: malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\u0000@b.de", "a@b\u0000.de", "a\r\nBcc: x@b.de", "a@b.de\r\nBcc: x", "a\ud800@b.de",
            "a@b\udc00.de",
            "a\u200d@b.de", "a@b\u200d.de", "a@b\u00ad.de", "a\u202e@b.de", "a@b\u202e.de", "a\u0378@b.de", "a@b\u0378.de",
            "\ud83d\ude00@b.de", "\uff41@b.de", "\ufb00@b.de" })
    void refuses_invisible_unassigned_and_compatibility_characters(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("email: malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a@stra\u00dfe.de", "a@STRA\u1e9eE.de", "a@\u03b2\u03cc\u03bb\u03bf\u03c2.gr" })
    void refuses_a_domain_that_two_readings_of_idna_tell_apart(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("email: malformed");
    }

    @Test
    void takes_64_bytes_before_the_at_and_254_in_all() {
        String domain = ("d".repeat(61) + ".").repeat(3) + "de"; // 188
        assertThat(outcome(parse("a".repeat(64) + "@" + domain))).hasSize(253);
        assertThat(outcome(parse("a".repeat(65) + "@" + domain))).isEqualTo("email: malformed");
        assertThat(outcome(parse("\u00e9".repeat(33) + "@" + domain))).isEqualTo("email: malformed");
        assertThat(outcome(parse("a".repeat(64) + "@" + domain + "e"))).hasSize(254);
        assertThat(outcome(parse("a".repeat(64) + "@" + domain + "ee"))).isEqualTo("email: malformed");
        assertThat(outcome(parse("a@" + "d".repeat(63) + ".de"))).endsWith(".de");
        assertThat(outcome(parse("a@" + "d".repeat(64) + ".de"))).isEqualTo("email: malformed");
        assertThat(outcome(parse("a@" + "b".repeat(100_000)))).isEqualTo("email: too-long");
    }

    private ParsedIdentifier parse(String typed) {
        return identifiers.parse(EMAIL, typed);
    }
}
