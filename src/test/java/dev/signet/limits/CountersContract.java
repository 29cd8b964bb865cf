package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import io.smallrye.mutiny.Uni;

/** What every store of counters does. */
abstract class CountersContract {
    static final long NOW = 1_767_268_800_000L;
    static final long WINDOW = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    abstract Counters counters();

    @Test
    void grants_leases_up_to_the_threshold() {
        assertThat(List.of(lease("a", NOW), lease("b", NOW), lease("c", NOW))).allMatch(Leased::granted);
        assertThat(lease("d", NOW)).isEqualTo(new Leased(false, Window.NONE));
    }

    @Test
    void grants_no_more_than_the_threshold_to_many_at_once() {
        List<Uni<Leased>> asked = IntStream.range(0, 50).mapToObj(i -> counters().lease(claim("l" + i), NOW)).toList();
        List<Leased> answers = await(Uni.join().all(asked).andFailFast());
        assertThat(answers.stream().filter(Leased::granted)).hasSize(3);
    }

    @Test
    void counts_against_the_threshold_what_is_counted_and_what_is_in_flight() {
        tally("a", NOW);
        tally("b", NOW);
        hold("c", NOW);
        assertThat(lease("d", NOW)).isEqualTo(new Leased(false, new Window(NOW, 2)));
    }

    @Test
    void gives_a_lease_back_for_the_next_attempt() {
        hold("a", NOW);
        hold("b", NOW);
        hold("c", NOW);
        giveBack("b");
        assertThat(lease("d", NOW)).isEqualTo(new Leased(true, Window.NONE));
        refuse("e", NOW);
    }

    @Test
    void turns_a_lease_into_what_is_counted() {
        hold("a", NOW);
        assertThat(count("a", NOW)).isEqualTo(new Window(NOW, 1));
        hold("b", NOW);
        hold("c", NOW);
        refuse("d", NOW);
        giveBack("a");
        refuse("d", NOW);
    }

    @Test
    void counts_past_the_threshold_what_needed_no_lease() {
        IntStream.range(0, 5).forEach(i -> tally("l" + i, NOW));
        assertThat(read()).isEqualTo(new Window(NOW, 5));
    }

    @Test
    void opens_the_window_with_the_first_counted_attempt() {
        hold("a", NOW);
        tally("a", NOW + 2_000);
        tally("b", NOW + 200_000);
        assertThat(count("c", NOW + WINDOW)).isEqualTo(new Window(NOW + 2_000, 3));
        refuse("d", NOW + WINDOW);
    }

    @Test
    void starts_over_when_the_window_has_ended() {
        IntStream.range(0, 3).forEach(i -> tally("l" + i, NOW));
        assertThat(lease("a", NOW + WINDOW - 1)).isEqualTo(new Leased(false, new Window(NOW, 3)));
        assertThat(lease("a", NOW + WINDOW)).isEqualTo(new Leased(true, Window.NONE));
    }

    @Test
    void opens_a_new_window_with_what_is_counted_after_the_old_one() {
        tally("a", NOW);
        assertThat(count("b", NOW + WINDOW)).isEqualTo(new Window(NOW + WINDOW, 1));
    }

    @Test
    void does_not_let_refused_tries_move_the_window() {
        IntStream.range(0, 3).forEach(i -> tally("l" + i, NOW));
        IntStream.range(0, 20).forEach(i -> refuse("r" + i, NOW + i * 10_000));
        hold("a", NOW + WINDOW);
    }

    @Test
    void lets_a_lease_lapse_after_eight_seconds() {
        hold("a", NOW);
        hold("b", NOW);
        hold("c", NOW + 1);
        refuse("d", NOW + 7_999);
        hold("d", NOW + 8_000);
        hold("e", NOW + 8_000);
        refuse("f", NOW + 8_000);
    }

    @Test
    void counts_an_attempt_whose_lease_has_lapsed() {
        hold("a", NOW);
        assertThat(count("a", NOW + 60_000)).isEqualTo(new Window(NOW + 60_000, 1));
    }

    @Test
    void clears_what_is_counted_and_one_lease_only() {
        tally("a", NOW);
        hold("b", NOW);
        hold("c", NOW);
        clear("b");
        assertThat(read()).isEqualTo(Window.NONE);
        hold("d", NOW);
        hold("e", NOW);
        refuse("f", NOW);
    }

    @Test
    void keeps_subjects_and_limits_apart() {
        IntStream.range(0, 3).forEach(i -> tally("l" + i, NOW));
        assertThat(await(counters().lease(new Claim(limit(300, 3), "192.0.2.8", "a"), NOW)).granted()).isTrue();
        Limit registration = KnownLimit.REGISTRATION.builtIn();
        assertThat(await(counters().lease(new Claim(registration, "192.0.2.7", "a"), NOW)).granted()).isTrue();
    }

    @Test
    void holds_a_lower_threshold_against_what_is_counted_already() {
        tally("a", NOW);
        tally("b", NOW);
        assertThat(lease(limit(300, 2), "c", NOW).granted()).isFalse();
        assertThat(lease(limit(300, 4), "c", NOW).granted()).isTrue();
    }

    @Test
    void lets_a_window_grow_or_shrink_with_its_limit() {
        IntStream.range(0, 3).forEach(i -> tally("l" + i, NOW));
        assertThat(lease(limit(600, 3), "a", NOW + WINDOW).granted()).isFalse();
        assertThat(lease(limit(60, 3), "a", NOW + 60_000).granted()).isTrue();
    }

    /** Any order of calls against the same rules written down once more, plainly. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void never_lets_counted_and_in_flight_pass_the_threshold(long seed) {
        Random chance = new Random(seed);
        Map<String, Long> inFlight = new HashMap<>();
        Window window = Window.NONE;
        long now = NOW;
        for (int step = 0; step < 400; step++) {
            now += chance.nextInt(6_000);
            long at = now;
            inFlight.values().removeIf(lapses -> lapses <= at);
            int counted = now < window.startedAt() + WINDOW ? window.counted() : 0;
            String lease = inFlight.keySet().stream().findAny().orElse("none");
            if (chance.nextInt(3) > 0) {
                boolean room = counted + inFlight.size() < 3;
                assertThat(lease("s" + step, now).granted()).as("step %s of seed %s", step, seed).isEqualTo(room);
                if (room) {
                    inFlight.put("s" + step, now + 8_000);
                }
            } else if (chance.nextInt(4) > 0 && inFlight.remove(lease) != null) {
                window = new Window(counted == 0 ? now : window.startedAt(), counted + 1);
                assertThat(count(lease, now)).as("step %s of seed %s", step, seed).isEqualTo(window);
            } else if (inFlight.remove(lease) != null) {
                giveBack(lease);
            }
        }
    }

    static Limit limit(int windowSeconds, int threshold) {
        return new Limit("login-failure", true, windowSeconds, threshold, Subject.IP, Action.CAPTCHA);
    }

    static Claim claim(String lease) {
        return new Claim(limit(300, 3), "192.0.2.7", lease);
    }

    Leased lease(String lease, long now) {
        return await(counters().lease(claim(lease), now));
    }

    Leased lease(Limit limit, String lease, long now) {
        return await(counters().lease(new Claim(limit, "192.0.2.7", lease), now));
    }

    Window count(String lease, long now) {
        return await(counters().count(claim(lease), now));
    }

    void hold(String lease, long now) {
        assertThat(lease(lease, now).granted()).as("lease %s", lease).isTrue();
    }

    void refuse(String lease, long now) {
        assertThat(lease(lease, now).granted()).as("lease %s", lease).isFalse();
    }

    void tally(String lease, long now) {
        assertThat(count(lease, now).counted()).isPositive();
    }

    void clear(String lease) {
        assertThat(await(counters().clear(claim(lease)))).isNull();
    }

    Window read() {
        return await(counters().read(claim("none")));
    }

    void giveBack(String lease) {
        assertThat(await(counters().giveBack(claim(lease)))).isNull();
    }

    static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
