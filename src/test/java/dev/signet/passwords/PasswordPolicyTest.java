package dev.signet.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.FieldError;
import io.quarkus.runtime.configuration.ConfigurationException;

class PasswordPolicyTest {
    private static final List<String> ALICE = List.of("alice", "alice.liddell@wonderland.example", "+41791234567");
    private static final PasswordPolicy POLICY = policy(12);

    private static PasswordPolicy policy(int minLength) {
        return new PasswordPolicy(Settings.cheap().withMinLength(minLength), Optional.of("https://login.acme-corp.test/realm"));
    }

    private static List<String> codes(String password) {
        return POLICY.judge("password", password, ALICE).stream().map(FieldError::code).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "correct horse battery staple", "my dog is brown", "xK9#mP2$vL5q", "violet umbrella 42", "a-long-enough-passphrase",
            "Sup3r-secret-pass!", "lauter kleine W\u00f6rter",
            "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u5408\u8a00\u8449\u3067\u3059\u3088",
            "ask alice about the tea party", "the signet ring of the king", "0815 4711 2357 9",
    })
    void accepts_what_is_hard_to_guess(String password) {
        assertThat(codes(password)).isEmpty();
    }

    @Test
    void counts_code_points_of_the_normal_form() {
        assertThat(codes(
                "\ud83d\udd11\ud83d\udc1d\ud83c\udf0a\ud83c\udf32\ud83e\uddca\ud83e\uddf2\ud83e\uddf5\ud83e\udd95\ud83e\udd7e\ud83d\uddff\ud83d\udef6"))
                .containsExactly("too-short");
        assertThat(codes("e\u0301o\u0302a\u0300u\u0308n\u0303c\u0327i\u0300")).containsExactly("too-short");
        assertThat(codes(
                "\ud83d\udd11\ud83d\udc1d\ud83c\udf0a\ud83c\udf32\ud83e\uddca\ud83e\uddf2\ud83e\uddf5\ud83e\udd95\ud83e\udd7e\ud83d\uddff\ud83d\udef6\ud83e\ude81"))
                .isEmpty();
    }

    @Test
    void refuses_a_password_that_is_too_short_and_says_how_long_it_must_be() {
        assertThat(POLICY.judge("new_password", "xK9#mP2$vL5", List.of())).containsExactly(
                new FieldError("new_password", "too-short", "The password must have at least 12 characters."));
        assertThat(codes("")).containsExactly("too-short");
    }

    @Test
    void refuses_129_code_points_and_accepts_128() {
        String sentence = "a sentence as long as they come, ".repeat(3) + "then something else until the end.....";
        assertThat(codes(sentence.substring(0, 128))).isEmpty();
        assertThat(codes(sentence.substring(0, 129))).containsExactly("too-long");
        assertThat(codes("x".repeat(60_000))).containsExactly("too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = { "correct\u0000horse battery", "correct\thorse battery", "correct horse battery\n",
            "correct\u007fhorse battery",
            "correct\u0085horse battery", "correct \ud83d horse", "correct horse \udd11" })
    void refuses_control_characters_and_lone_surrogates(String password) {
        assertThat(codes(password)).containsExactly("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "password1234", "PASSWORD1234", "Password1234!", "P@ssw0rd1234", "pa$$w0rd2024",
            "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff441234",
            "iloveyou1234", "changeme12345", "1q2w3e4r5t6y", "leavemealone", "administrator", "International1", "!!letmein!!!!",
            "123password456", "unb3l13v4bl3", "@dmin1str@tor",
    })
    void refuses_a_common_password_also_with_something_strung_to_it(String password) {
        assertThat(codes(password)).containsExactly("common");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "123456789012", "210987654321", "qwertyuiop12", "QWERTYuiop[]12", "abcdefghijkl", "abcd1234!!!!", "aaaabbbbcccc",
            "zyxwvutsrqpo",
            "asdfghjkl123", "qwertzuiop12",
    })
    void refuses_sequences(String password) {
        assertThat(codes(password)).containsExactly("common");
    }

    @ParameterizedTest
    @ValueSource(strings = { "aaaaaaaaaaaa", "abcabcabcabc", "xK9#xK9#xK9#", "passwordpassword", "password-password",
            "letmein!letmein!" })
    void refuses_repetitions(String password) {
        assertThat(codes(password)).containsExactly("common");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "alice9876543210", "Alice-7315-!!", "alicealicealice", "wonderland-7315", "alice.liddell@wonderland.example",
            "AliceLiddell7315",
            "alice@wonderland", "+41791234567", "079 123 45 67!",
            "signet-7315-2468", "Signet!Signet!", "acme-corp-731", "login731924680",
    })
    void refuses_what_is_little_more_than_a_word_of_the_person_or_the_service(String password) {
        assertThat(codes(password)).containsExactly("context");
    }

    @Test
    void nobody_elses_name_matters() {
        assertThat(POLICY.judge("password", "AliceLiddell7315", List.of("bob"))).isEmpty();
    }

    @Test
    void the_shortest_length_is_a_setting() {
        assertThat(policy(8).judge("password", "xK9#mP2$", ALICE)).isEmpty();
        assertThat(policy(8).judge("password", "xK9#mP2", ALICE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 7, 129 })
    void start_refuses_a_shortest_length_out_of_bounds(int length) {
        assertThatThrownBy(() -> policy(length)).isInstanceOf(ConfigurationException.class)
                .hasMessage("signet.passwords.min-length is " + length + ": it must be 8 to 128.");
    }
}
