package dev.signet.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

class PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PasswordHasher hasher = new PasswordHasher(Settings.cheap(), meters);
    private final String phc = get(hasher.hash(PASSWORD));

    @AfterEach
    void close() {
        hasher.close();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private Verdict verify(String password) {
        return get(hasher.verify(password, Optional.of(phc)));
    }

    private long hashes() {
        return meters.get("signet.passwords.hash").timer().count();
    }

    @Test
    void knows_the_password_again() {
        assertThat(verify(PASSWORD)).isEqualTo(new Verdict(true, false));
    }

    @Test
    void knows_the_password_again_in_another_normal_form() {
        String composed = get(hasher.hash("caf\u00e9 au lait s'il vous pla\u00eet"));

        assertThat(get(hasher.verify("cafe\u0301 au lait s'il vous plai\u0302t", Optional.of(composed))).matches()).isTrue();
    }

    @Test
    void asks_for_a_new_hash_when_the_cost_changed() {
        PasswordHasher dearer = new PasswordHasher(Settings.cheap().withCost(8_192, 1, 1), meters);

        assertThat(get(dearer.verify(PASSWORD, Optional.of(phc)))).isEqualTo(new Verdict(true, true));
        assertThat(get(dearer.verify("wrong", Optional.of(phc)))).isEqualTo(new Verdict(false, false));
        dearer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Correct horse battery staple", "correct horse battery stapl",
            "correct horse battery staple " })
    void refuses_any_other_password(String password) {
        assertThat(verify(password)).isEqualTo(new Verdict(false, false));
    }

    @Test
    void refuses_an_over_long_password_that_only_begins_right() {
        String longest = "\ud83d\udd11".repeat(128);
        Optional<String> stored = Optional.of(get(hasher.hash(longest)));

        assertThat(get(hasher.verify(longest, stored)).matches()).isTrue();
        assertThat(get(hasher.verify(longest + "x", stored)).matches()).isFalse();
    }

    /** Encoders write "?" for half a surrogate pair. */
    @Test
    void never_takes_a_lone_surrogate_for_a_question_mark() {
        Optional<String> stored = Optional.of(get(hasher.hash("what is this?")));

        assertThat(get(hasher.verify("what is this\ud83d", stored)).matches()).isFalse();
    }

    @Test
    void an_absent_or_unreadable_hash_matches_nothing_not_even_the_stand_in() {
        String standIn = "\u0000".repeat(16);

        assertThat(get(hasher.verify(PASSWORD, Optional.empty())).matches()).isFalse();
        assertThat(get(hasher.verify(standIn, Optional.empty())).matches()).isFalse();
        assertThat(get(hasher.verify(PASSWORD, Optional.of("$2b$12$abc"))).matches()).isFalse();
        assertThat(get(hasher.verify("x".repeat(60_000), Optional.empty())).matches()).isFalse();
    }

    @Test
    void does_the_work_of_one_hash_whatever_it_is_given() {
        Await.until(Duration.ofSeconds(10), "the rehearsal and the stored hash to be counted", () -> hashes() == 2);
        List<Uni<Verdict>> tries = List.of(hasher.verify(PASSWORD, Optional.of(phc)), hasher.verify("", Optional.of(phc)),
                hasher.verify("x".repeat(60_000), Optional.of(phc)), hasher.verify("\ud83d", Optional.of(phc)),
                hasher.verify(PASSWORD, Optional.empty()), hasher.verify("x".repeat(129), Optional.of("not a hash")));

        assertThat(tries).map(PasswordHasherTest::get).map(Verdict::matches).containsExactly(true, false, false, false, false,
                false);
        assertThat(hashes() - 2).isEqualTo(tries.size());
    }

    @Test
    void never_stores_what_the_policy_cannot_have_accepted() {
        assertThatIllegalArgumentException().isThrownBy(() -> get(hasher.hash("x".repeat(129))));
        assertThatIllegalArgumentException().isThrownBy(() -> get(hasher.hash("nul \u0000 in the middle")));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 7_167, 262_145 })
    void start_refuses_a_memory_cost_out_of_bounds(int memoryKib) {
        assertThatThrownBy(() -> new PasswordHasher(Settings.cheap().withCost(memoryKib, 2, 1), meters))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("signet.passwords.argon2.memory-kib is " + memoryKib);
    }

    @Test
    void start_refuses_to_hash_on_no_thread() {
        assertThatThrownBy(() -> new PasswordHasher(Settings.cheap().withThreads(0), meters))
                .isInstanceOf(ConfigurationException.class).hasMessageStartingWith("signet.passwords.threads is 0");
    }
}
