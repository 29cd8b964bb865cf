package dev.signet.users;

import static dev.signet.users.IdentifierKind.USERNAME;
import static dev.signet.users.Parsing.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8265 §3.3, and what Signet refuses beside it. */
class UsernameSyntaxTest {
    private final Identifiers identifiers = Parsing.international();

    @ParameterizedTest
    @CsvSource({ "Alice, alice", "'  alice ', alice", "\uff21\uff4c\uff49\uff43\uff45, alice", "Zoe\u0308, zo\u00eb",
            "\u1e9eack, \u00dfack", "\u05e9\u05dc\u05d5\u05dd, \u05e9\u05dc\u05d5\u05dd", "j.doe-1_x, j.doe-1_x",
            "1234, 1234", "12345a, 12345a", "\u5c71\u7530\u592a\u90ce, \u5c71\u7530\u592a\u90ce" })
    void maps_width_case_and_composition(String typed, String value) {
        assertThat(outcome(parse(typed))).isEqualTo(value);
    }

    @Test
    void shows_the_name_as_it_was_written() {
        assertThat(Parsing.accepted(parse(" Alice "))).contains(new Identifier(USERNAME, "alice", "Alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a b c", "a\u00a0bc", "a\u3000bc", "a\u0000bc", "ab\ud800c", "\udc00abc", "abc\u0378", "a\u200dbc",
            "a\u00adbc", "abc\ue000", "\ud83d\ude00smile", "\u2460abc", "\ufb00abc", "abc\u202e", "\u05d0bc", "abc\u0661" })
    void refuses_what_the_profile_does_not_allow(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("username: malformed");
    }

    @Test
    void counts_three_to_64_code_points_after_mapping() {
        assertThat(outcome(parse("ab"))).isEqualTo("username: too-short");
        assertThat(outcome(parse("zo\u0308"))).isEqualTo("username: too-short");
        assertThat(outcome(parse("abc"))).isEqualTo("abc");
        assertThat(outcome(parse("\ud803\udc80".repeat(2)))).isEqualTo("username: too-short");
        assertThat(outcome(parse("a".repeat(64)))).hasSize(64);
        assertThat(outcome(parse("a".repeat(65)))).isEqualTo("username: too-long");
        assertThat(outcome(parse("a".repeat(100_000)))).isEqualTo("username: too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a@b", "@alice", "alice@example.com", "alice\uff20example.com", "a @ b" })
    void refuses_a_name_that_looks_like_an_email_address(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("username: looks-like-email");
    }

    @ParameterizedTest
    @ValueSource(strings = { "12345", "+49 30 901820", "+1", "0049-30-901820", "(030)901820", "030.901.820",
            "\uff0b\uff11\uff12\uff13",
            "\u0967\u0968\u0969\u096a\u096b\u096c", "\u0661\u0662\u0663\u0664\u0665\u0666", "12345\uff706",
            "\ud801\udca0\ud801\udca1\ud801\udca2\ud801\udca3\ud801\udca4" })
    void refuses_a_name_that_looks_like_a_phone_number_in_any_script(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("username: looks-like-phone");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\t\n" })
    void refuses_an_empty_name(String typed) {
        assertThat(outcome(parse(typed))).isEqualTo("username: required");
        assertThat(outcome(parse(null))).isEqualTo("username: required");
    }

    @Test
    void maps_case_alike_wherever_the_server_runs() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(outcome(parse("MILLI"))).isEqualTo("milli");
        } finally {
            Locale.setDefault(before);
        }
    }

    private ParsedIdentifier parse(String typed) {
        return identifiers.parse(USERNAME, typed);
    }
}
