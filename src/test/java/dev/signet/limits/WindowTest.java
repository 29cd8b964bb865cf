package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import dev.signet.limits.Passage.Kind;

class WindowTest {
    private static final long START = 1_767_268_800_000L;
    private static final Limit LIMIT = limit(300, 3);

    @ParameterizedTest
    @CsvSource({ "0, false", "2, false", "3, true", "4, true" })
    void is_spent_at_the_threshold(int counted, boolean spent) {
        assertThat(new Window(START, counted).spent(LIMIT, START + 1)).isEqualTo(spent);
    }

    @ParameterizedTest
    @CsvSource({ "0, true", "299999, true", "300000, false", "300001, false" })
    void is_over_when_its_length_has_passed_since_it_began(long passed, boolean spent) {
        assertThat(new Window(START, 3).spent(LIMIT, START + passed)).isEqualTo(spent);
    }

    @Test
    void of_nothing_is_never_spent() {
        assertThat(Window.NONE.spent(limit(86_400, 1), START)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "0, 300", "1, 300", "1000, 299", "299000, 1", "299999, 1", "300000, 1" })
    void says_how_many_whole_seconds_until_its_end(long passed, int seconds) {
        assertThat(new Window(START, 3).retryAfterSeconds(LIMIT, START + passed)).isEqualTo(seconds);
    }

    @Test
    void follows_the_limit_as_it_is_now() {
        Window window = new Window(START, 3);
        assertThat(window.spent(limit(300, 4), START + 1)).isFalse();
        assertThat(window.spent(limit(300, 2), START + 1)).isTrue();
        assertThat(window.spent(limit(60, 3), START + 60_000)).isFalse();
        assertThat(window.spent(limit(600, 3), START + 300_000)).isTrue();
    }

    @Test
    void only_what_is_counted_makes_an_attempt_past_the_limit() {
        assertThat(new Leased(true, new Window(START, 2)).under(LIMIT, START)).isEqualTo(Passage.OPEN);
        assertThat(new Leased(false, new Window(START, 2)).under(LIMIT, START)).isEqualTo(Passage.BUSY);
        assertThat(new Leased(false, new Window(START, 3)).under(LIMIT, START)).isEqualTo(new Passage(Kind.SPENT, 300));
        assertThat(new Leased(false, Window.NONE).under(LIMIT, START)).isEqualTo(Passage.BUSY);
    }

    private static Limit limit(int windowSeconds, int threshold) {
        return new Limit("login-failure", true, windowSeconds, threshold, Subject.IP, Action.CAPTCHA);
    }
}
