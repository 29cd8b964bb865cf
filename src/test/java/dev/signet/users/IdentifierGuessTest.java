package dev.signet.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierGuessTest {
    private static final String SPECIAL = "@\uff20+\uff0b-.() /\uff0d\uff3b\uff70\u30fc\u3000\u00a0\u0000\u0130\u03a3\u03c2\u00df\u0345_'";

    private final Identifiers identifiers = Parsing.in("US");

    @ParameterizedTest
    @CsvSource({ "Alice, USERNAME, alice", "' alice ', USERNAME, alice", "Alice@Example.com, EMAIL, alice@example.com",
            "+49 30 901820, PHONE, +4930901820", "(202) 555-0123, PHONE, +12025550123", "1234, USERNAME, 1234" })
    void finds_which_of_the_three_it_was_given(String typed, IdentifierKind kind, String value) {
        assertThat(identifiers.guess(typed)).extracting(Identifier::kind, Identifier::value).containsExactly(kind, value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "@", "a@b", "\u0000", "alice\u0000", "\ud800", "+1", "00000000", "\ud83d\ude00" })
    void makes_a_stable_nobody_of_what_cannot_be_registered(String typed) {
        Identifier nobody = identifiers.guess(typed);

        assertThat(nobody).isEqualTo(identifiers.guess(typed));
        assertThat(nobody.value()).matches(" [0-9a-f]{64}").isNotEqualTo(identifiers.guess(typed + "!").value());
        assertThat(Stream.of(IdentifierKind.values()).map(kind -> identifiers.parse(kind, nobody.value())))
                .noneMatch(parsed -> Parsing.outcome(parsed).equals(nobody.value()));
    }

    @Test
    void reads_a_missing_identifier_as_nobody() {
        assertThat(identifiers.guess(null)).isEqualTo(identifiers.guess(""));
    }

    @Test
    void bounds_what_it_keeps_of_an_endless_text() {
        assertThat(identifiers.guess("a".repeat(1_000_000)).value()).hasSize(65);
        assertThat(identifiers.guess("1".repeat(1_000_000)).value()).hasSize(65);
        assertThat(identifiers.guess("@".repeat(1_000_000)).value()).hasSize(65);
    }

    /** The invariant against squatting: what is accepted as one kind is never taken for another at sign-in. */
    @Test
    void guesses_every_accepted_identifier_as_itself() {
        Random random = new Random(8265);
        List<Identifiers> regions = List.of(Parsing.international(), identifiers, Parsing.in("DE"), Parsing.in("NU"));
        int accepted = 0;
        for (int i = 0; i < 300_000; i++) {
            String typed = text(random);
            for (IdentifierKind kind : IdentifierKind.values()) {
                Identifiers one = regions.get(i % regions.size());
                accepted += Parsing.accepted(one.parse(kind, typed)).map(it -> guessesItself(one, typed, it)).orElse(0);
            }
        }
        assertThat(accepted).isGreaterThan(50_000);
    }

    private static int guessesItself(Identifiers identifiers, String typed, Identifier accepted) {
        for (String spelling : List.of(typed, accepted.display(), accepted.value())) {
            Identifier guess = identifiers.guess(spelling);
            assertThat(guess.kind()).as("%s of <%s>", accepted, spelling).isEqualTo(accepted.kind());
            assertThat(guess.value()).as("%s of <%s>", accepted, spelling).isEqualTo(accepted.value());
        }
        return 1;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "+" : "");
        boolean digits = random.nextInt(3) == 0;
        int length = 1 + random.nextInt(14);
        for (int i = 0; i < length; i++) {
            text.append(digits && random.nextInt(12) > 0 ? digit(random) : character(random));
        }
        return random.nextInt(6) == 0 ? text + "@ex" + character(random) + ".de" : text.toString();
    }

    private static String digit(Random random) {
        int[] zeros = { '0', '0', '0', 0x0660, 0x0966, 0xff10, 0x104a0, 0x1d7ce };
        return Character.toString(zeros[random.nextInt(zeros.length)] + random.nextInt(10));
    }

    private static String character(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> String.valueOf((char) random.nextInt(0x10000)); // lone surrogates among them
            case 1 -> Character.toString(random.nextInt(0x110000));
            case 2 -> Character.toString(random.nextInt(0x600));
            case 3 -> SPECIAL.substring(random.nextInt(SPECIAL.length())).substring(0, 1);
            case 4 -> Character.toString(0xff00 + random.nextInt(0xf0));
            default -> Character.toString((random.nextBoolean() ? 'a' : 'A') + random.nextInt(26));
        };
    }
}
