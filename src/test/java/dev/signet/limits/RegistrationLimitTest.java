package dev.signet.limits;

import static dev.signet.limits.LimitsRig.HOME;
import static dev.signet.limits.LimitsRig.OFFICE;
import static dev.signet.limits.LimitsRig.settle;
import static dev.signet.limits.LimitsRig.together;
import static dev.signet.limits.LimitsRig.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import io.smallrye.mutiny.Uni;

class RegistrationLimitTest {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private LimitsRig rig;

    @BeforeEach
    void start() {
        rig = new LimitsRig(REDIS);
    }

    @Test
    void refuses_the_fourth_until_the_window_ends() {
        count(3);
        assertThat(register()).isEqualTo("refused 300");
        rig.clock.advance(Duration.ofMillis(299_500));
        assertThat(register()).isEqualTo("refused 1");
        rig.clock.advance(Duration.ofMillis(500));
        assertThat(register()).isEqualTo("admitted");
        assertThat(rig.refused("registration")).isEqualTo(2);
    }

    @Test
    void refuses_one_address_only() {
        count(3);
        assertThat(word(LimitsRig.await(rig.registrations.admit(HOME, false)))).isEqualTo("admitted");
    }

    @Test
    void refuses_with_a_solved_challenge_too() {
        count(3);
        assertThat(registerSolved()).isEqualTo("refused 300");
    }

    @Test
    void counts_nothing_that_was_abandoned() {
        IntStream.range(0, 10).forEach(i -> settle(lease().abandoned()));
        assertThat(register()).isEqualTo("admitted");
    }

    @Test
    void lets_three_of_fifty_at_once_go_on_and_refuses_the_others_when_they_are_done() {
        List<Uni<String>> registrations = IntStream.range(0, 50)
                .mapToObj(i -> rig.registrations.admit(OFFICE, false).chain(RegistrationLimitTest::countIfAdmitted)).toList();
        List<String> words = together(registrations);
        assertThat(words).containsOnly("counted", "refused 300");
        assertThat(words.stream().filter("counted"::equals)).hasSize(3);
    }

    @Test
    void is_busy_while_registrations_in_flight_are_in_the_way() {
        List<RegistrationLease> held = IntStream.range(0, 3).mapToObj(i -> lease()).toList();
        assertThat(register()).isEqualTo("busy 1");
        held.forEach(lease -> settle(lease.abandoned()));
        assertThat(register()).isEqualTo("admitted");
    }

    @Test
    void needs_a_challenge_while_redis_is_away() {
        REDIS.stop();
        assertThat(register()).isEqualTo("challenge due");
        assertThat(registerSolved()).isEqualTo("admitted");
        settle(LimitsRig.lease(LimitsRig.await(rig.registrations.admit(OFFICE, true))).counted());
        assertThat(rig.away()).isEqualTo(3);
    }

    @Test
    void needs_a_challenge_past_the_limit_when_that_is_its_action() {
        rig.set(new Limit("registration", true, 300, 3, Subject.IP, Action.CAPTCHA));
        count(3);
        assertThat(register()).isEqualTo("challenge due");
        assertThat(registerSolved()).isEqualTo("admitted");
    }

    @Test
    void asks_redis_nothing_when_it_is_disabled() {
        rig.set(new Limit("registration", false, 300, 3, Subject.IP, Action.REFUSE));
        REDIS.stop();
        count(10);
        assertThat(rig.away()).isZero();
    }

    private String register() {
        return word(LimitsRig.await(rig.registrations.admit(OFFICE, false)));
    }

    private String registerSolved() {
        return word(LimitsRig.await(rig.registrations.admit(OFFICE, true)));
    }

    private RegistrationLease lease() {
        return LimitsRig.lease(LimitsRig.await(rig.registrations.admit(OFFICE, false)));
    }

    private void count(int times) {
        IntStream.range(0, times).forEach(i -> settle(lease().counted()));
    }

    private static Uni<String> countIfAdmitted(RegistrationAdmission admission) {
        return admission.fold(
                lease -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(70))
                        .chain(lease::counted).replaceWith("counted"),
                seconds -> Uni.createFrom().item("refused " + seconds), () -> Uni.createFrom().item("challenge due"),
                seconds -> Uni.createFrom().item("busy"));
    }
}
