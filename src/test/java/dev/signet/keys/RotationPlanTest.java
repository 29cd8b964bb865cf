package dev.signet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** NEXT → ACTIVE → RETIRED → gone: what is due when, and mostly what is not yet. */
class RotationPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration AHEAD = Duration.ofHours(2);
    private static final KeyTimes TIMES = new KeyTimes(AHEAD, Duration.ofDays(90), Duration.ofSeconds(330));
    private static final Duration OLD = Duration.ofDays(30);

    private final List<KeyLife> keys = new ArrayList<>();
    private Set<String> inUse = Set.of("RS256");

    @Test
    void leaves_a_ripe_key_alone_until_the_one_before_is_old() {
        active("RS256", Duration.ofDays(90).minusSeconds(1));
        next("RS256", OLD);

        assertThat(due()).isEmpty();
    }

    @Test
    void has_a_ripe_key_take_over_from_an_old_one_and_publishes_another() {
        active("RS256", Duration.ofDays(90));
        next("RS256", AHEAD);

        assertThat(due()).containsExactly("PROMOTE next", "PUBLISH RS256");
    }

    @Test
    void waits_for_an_unripe_key_however_old_the_one_before_is() {
        active("RS256", Duration.ofDays(200));
        next("RS256", AHEAD.minusSeconds(1));

        assertThat(due()).isEmpty();
    }

    @Test
    void has_a_key_that_is_asked_for_take_over_at_its_time_and_not_before() {
        active("RS256", OLD);
        nextWanted("RS256", OLD, NOW.plusSeconds(1));
        assertThat(due()).isEmpty();

        keys.remove(1);
        nextWanted("RS256", OLD, NOW);
        assertThat(due()).containsExactly("PROMOTE next", "PUBLISH RS256");
    }

    @Test
    void never_lets_a_key_sign_before_it_is_ripe_whoever_asks() {
        active("RS256", OLD);
        nextWanted("RS256", AHEAD.minusSeconds(1), NOW.minusSeconds(60));

        assertThat(due()).isEmpty();
    }

    @Test
    void publishes_a_missing_next_key() {
        active("RS256", OLD);

        assertThat(due()).containsExactly("PUBLISH RS256");
    }

    @Test
    void makes_both_keys_of_an_algorithm_that_a_client_uses_and_nobody_provided() {
        active("RS256", OLD);
        next("RS256", OLD);
        inUse = Set.of("ES256");

        assertThat(due()).containsExactly("BEGIN ES256", "PUBLISH ES256");
    }

    @Test
    void keeps_a_retired_key_until_its_last_token_is_dead() {
        active("RS256", OLD);
        next("RS256", OLD);
        retired("RS256", NOW.plusSeconds(1));

        assertThat(due()).isEmpty();
    }

    @Test
    void deletes_a_retired_key_whose_last_token_is_dead() {
        active("RS256", OLD);
        next("RS256", OLD);
        retired("RS256", NOW);

        assertThat(due()).containsExactly("DELETE retired");
    }

    @Test
    void keeps_retired_keys_for_a_token_that_a_replica_without_postgres_signed_last() {
        assertThat(TIMES.lingering()).isGreaterThanOrEqualTo(Duration.ofSeconds(330 + 600 + 5));
    }

    @Test
    void keeps_the_default_algorithm_though_no_client_uses_it() {
        active("RS256", OLD);
        next("RS256", OLD);
        inUse = Set.of();

        assertThat(due()).isEmpty();
    }

    @Test
    void withdraws_the_next_key_of_an_algorithm_that_nobody_uses_before_the_active_one_leaves() {
        unused();
        active("PS256", OLD);
        next("PS256", OLD);

        assertThat(due()).containsExactly("DELETE next", "LEAVE active");
    }

    @Test
    void lets_new_keys_alone_whose_client_is_just_being_registered() {
        unused();
        active("PS256", Duration.ofSeconds(9));
        next("PS256", Duration.ofSeconds(9));

        assertThat(due()).isEmpty();
    }

    @Test
    void waits_before_the_active_key_that_is_to_leave_retires() {
        unused();
        leaving("PS256", NOW.plusSeconds(1));

        assertThat(due()).isEmpty();
    }

    @Test
    void retires_the_active_key_of_an_algorithm_that_nobody_came_back_to() {
        unused();
        leaving("PS256", NOW);

        assertThat(due()).containsExactly("RETIRE active");
    }

    @Test
    void does_not_retire_a_key_that_somebody_just_provided_for() {
        unused();
        leaving("PS256", NOW.minusSeconds(60));
        next("PS256", Duration.ofSeconds(1));

        assertThat(due()).isEmpty();
    }

    @Test
    void keeps_a_key_that_a_client_came_back_to() {
        unused();
        leaving("PS256", NOW.plusSeconds(1));
        inUse = Set.of("PS256");

        assertThat(due()).containsExactly("STAY active", "PUBLISH PS256");
    }

    @Test
    void judges_each_algorithm_by_itself() {
        active("RS256", OLD);
        next("RS256", OLD);
        active("ES256", Duration.ofDays(91));
        next("ES256", OLD);
        inUse = Set.of("RS256", "ES256");

        assertThat(due()).containsExactly("PROMOTE next", "PUBLISH ES256");
    }

    private List<String> due() {
        return RotationPlan.due(new KeySnapshot(keys, inUse, NOW), TIMES).stream()
                .map(step -> step.kind() + " " + step.kid().orElse(step.alg())).toList();
    }

    private void unused() {
        active("RS256", OLD);
        next("RS256", OLD);
        inUse = Set.of("RS256");
    }

    private void active(String alg, Duration age) {
        add("active", alg, KeyState.ACTIVE, NOW.minus(age), Optional.of(NOW.minus(age)), Optional.empty(), Optional.empty());
    }

    private void leaving(String alg, Instant at) {
        add("active", alg, KeyState.ACTIVE, NOW.minus(OLD), Optional.of(NOW.minus(OLD)), Optional.of(at), Optional.empty());
    }

    private void next(String alg, Duration age) {
        add("next", alg, KeyState.NEXT, NOW.minus(age), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void nextWanted(String alg, Duration age, Instant from) {
        add("next", alg, KeyState.NEXT, NOW.minus(age), Optional.of(from), Optional.empty(), Optional.empty());
    }

    private void retired(String alg, Instant expiry) {
        add("retired", alg, KeyState.RETIRED, NOW.minus(OLD), Optional.of(NOW.minus(OLD)), Optional.of(NOW.minusSeconds(900)),
                Optional.of(expiry));
    }

    private void add(String kid, String alg, KeyState state, Instant created, Optional<Instant> from, Optional<Instant> retired,
            Optional<Instant> expiry) {
        keys.add(new KeyLife(kid, alg, state, created, from, retired, expiry));
    }
}
