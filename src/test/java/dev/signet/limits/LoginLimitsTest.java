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

import dev.signet.http.ClientAddress;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import io.smallrye.mutiny.Uni;

class LoginLimitsTest {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private LimitsRig rig;

    @BeforeEach
    void start() {
        rig = new LimitsRig(REDIS);
    }

    @Test
    void needs_a_challenge_after_three_failures_from_one_address() {
        assertThat(failed(OFFICE, "ann")).isFalse();
        assertThat(failed(OFFICE, "bob")).isFalse();
        assertThat(rig.challengeDue(OFFICE, "cat")).isFalse();
        assertThat(failed(OFFICE, "cat")).isTrue();
        assertThat(word(rig.login(OFFICE, "dan"))).isEqualTo("challenge due");
        assertThat(rig.challengeDue(OFFICE, "dan")).isTrue();
        assertThat(word(rig.login(HOME, "dan"))).isEqualTo("admitted");
    }

    @Test
    void needs_no_challenge_once_the_window_is_over() {
        rig.fail(OFFICE, "ann", 3);
        rig.clock.advance(Duration.ofSeconds(299));
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.challengeDue(OFFICE, "ann")).isFalse();
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("admitted");
    }

    @Test
    void needs_a_challenge_after_ten_failures_of_one_account_from_many_addresses() {
        for (int i = 1; i <= 9; i++) {
            assertThat(failed(ClientAddress.parse("203.0.113." + i), "ann")).isFalse();
        }
        assertThat(failed(ClientAddress.parse("203.0.113.10"), "ann")).isTrue();
        assertThat(word(rig.login(HOME, "ann"))).isEqualTo("challenge due");
        assertThat(word(rig.login(HOME, "bob"))).isEqualTo("admitted");
        assertThat(rig.refused("login-failure-account")).isEqualTo(1);
        assertThat(rig.refused("login-failure")).isZero();
    }

    @Test
    void returns_the_addresses_lease_when_the_account_is_refused() {
        spend("ann");
        for (int i = 0; i < 5; i++) {
            assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        }
        assertThat(IntStream.range(0, 3).mapToObj(i -> word(rig.login(OFFICE, "other" + i)))).containsOnly("admitted");
    }

    @Test
    void returns_the_addresses_lease_while_the_account_is_busy() {
        rig.set(account(2));
        LoginLease first = rig.lease(HOME, "ann");
        LoginLease second = rig.lease(HOME, "ann");
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("busy 1");
        assertThat(IntStream.range(0, 3).mapToObj(i -> word(rig.login(OFFICE, "other" + i)))).containsOnly("admitted");
        settle(first.abandoned());
        settle(second.abandoned());
    }

    @Test
    void asks_the_address_before_the_account() {
        spend("ann");
        rig.fail(OFFICE, "bob", 3);
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        assertThat(rig.refused("login-failure")).isEqualTo(1);
        assertThat(rig.refused("login-failure-account")).isZero();
    }

    @Test
    void lets_three_of_fifty_parallel_guesses_at_the_password() {
        List<Uni<LoginAdmission>> guesses = IntStream.range(0, 50).mapToObj(i -> rig.logins.admit(OFFICE, "ann", false))
                .toList();
        List<String> words = together(guesses).stream().map(LimitsRig::word).toList();
        assertThat(words).containsOnly("admitted", "busy 1");
        assertThat(words.stream().filter("admitted"::equals)).hasSize(3);
        assertThat(rig.refused("login-failure")).isZero();
    }

    @Test
    void asks_a_challenge_of_those_who_waited_for_guesses_that_failed() {
        List<Uni<String>> guesses = IntStream.range(0, 50)
                .mapToObj(i -> rig.logins.admit(OFFICE, "ann", false).chain(LoginLimitsTest::failIfAdmitted)).toList();
        List<String> words = together(guesses);
        assertThat(words).containsOnly("failed", "challenge due");
        assertThat(words.stream().filter("failed"::equals)).hasSize(3);
    }

    @Test
    void admits_twenty_honest_people_behind_one_address_without_a_challenge() {
        List<Uni<String>> people = IntStream.range(0, 20)
                .mapToObj(i -> rig.logins.admit(OFFICE, "person" + i, false).chain(LoginLimitsTest::succeedIfAdmitted))
                .toList();
        assertThat(together(people)).hasSize(20).containsOnly("succeeded");
    }

    @Test
    void is_busy_after_two_seconds_of_attempts_in_flight() {
        List<LoginLease> held = IntStream.range(0, 3).mapToObj(i -> rig.lease(OFFICE, "ann")).toList();
        long asked = System.nanoTime();
        assertThat(word(rig.login(OFFICE, "bob"))).isEqualTo("busy 1");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_600));
        assertThat(rig.challengeDue(OFFICE, "bob")).isFalse();
        held.forEach(lease -> settle(lease.abandoned()));
    }

    @Test
    void admits_another_when_an_attempt_never_settled_its_lease() {
        List<LoginLease> lost = IntStream.range(0, 3).mapToObj(i -> rig.lease(OFFICE, "ann")).toList();
        rig.clock.advance(Counters.LEASE_LIFE);
        assertThat(word(rig.login(OFFICE, "bob"))).isEqualTo("admitted");
        assertThat(lost).hasSize(3);
    }

    @Test
    void counts_nothing_of_an_attempt_that_was_abandoned() {
        IntStream.range(0, 5).forEach(i -> settle(rig.lease(OFFICE, "ann").abandoned()));
        assertThat(rig.challengeDue(OFFICE, "ann")).isFalse();
        assertThat(REDIS.keys()).isEmpty();
    }

    @Test
    void needs_no_lease_with_a_solved_challenge_but_counts_its_failure() {
        rig.fail(OFFICE, "ann", 3);
        List<String> before = REDIS.keys();
        LoginLease solved = solved(OFFICE, "bob");
        assertThat(REDIS.keys()).isEqualTo(before);
        assertThat(LimitsRig.await(solved.failed())).isTrue();
        for (int i = 0; i < 9; i++) {
            assertThat(LimitsRig.await(solved(OFFICE, "bob").failed())).isTrue();
        }
        assertThat(word(rig.login(HOME, "bob"))).isEqualTo("challenge due");
    }

    @Test
    void clears_the_accounts_failures_on_success_but_never_the_addresses() {
        rig.fail(OFFICE, "ann", 2);
        settle(rig.lease(OFFICE, "ann").succeeded());
        for (int i = 1; i <= 9; i++) {
            assertThat(failed(ClientAddress.parse("203.0.113." + i), "ann")).isFalse();
        }
        assertThat(failed(OFFICE, "bob")).isTrue();
    }

    @Test
    void clears_the_accounts_failures_on_success_with_a_solved_challenge() {
        spend("ann");
        settle(solved(HOME, "ann").succeeded());
        assertThat(word(rig.login(HOME, "ann"))).isEqualTo("admitted");
    }

    @Test
    void does_not_let_an_attackers_own_account_reset_the_address() {
        rig.fail(OFFICE, "victim", 2);
        settle(rig.lease(OFFICE, "attacker").succeeded());
        rig.fail(OFFICE, "victim", 1);
        assertThat(word(rig.login(OFFICE, "victim"))).isEqualTo("challenge due");
    }

    @Test
    void settles_an_attempt_once() {
        LoginLease lease = rig.lease(OFFICE, "ann");
        assertThat(LimitsRig.await(lease.failed())).isFalse();
        assertThat(LimitsRig.await(lease.failed())).isFalse();
        settle(lease.succeeded());
        settle(lease.abandoned());
        rig.fail(OFFICE, "ann", 1);
        assertThat(rig.challengeDue(OFFICE, "ann")).isFalse();
        assertThat(failed(OFFICE, "ann")).isTrue();
    }

    @Test
    void does_not_count_an_attempt_that_was_settled_otherwise() {
        LoginLease lease = rig.lease(OFFICE, "ann");
        settle(lease.abandoned());
        assertThat(LimitsRig.await(lease.failed())).isFalse();
        assertThat(REDIS.keys()).isEmpty();
    }

    @Test
    void counts_an_ipv6_network_as_one_and_a_mapped_address_as_the_one_it_maps() {
        rig.fail(ClientAddress.parse("2001:db8:1:2::1"), "ann", 2);
        rig.fail(ClientAddress.parse("2001:db8:1:2:ffff::9"), "ann", 1);
        assertThat(rig.challengeDue(ClientAddress.parse("2001:db8:1:2:3:4:5:6"), "bob")).isTrue();
        assertThat(rig.challengeDue(ClientAddress.parse("2001:db8:1:3::1"), "bob")).isFalse();
        rig.fail(ClientAddress.parse("::ffff:192.0.2.7"), "bob", 3);
        assertThat(rig.challengeDue(OFFICE, "cat")).isTrue();
    }

    @Test
    void keeps_no_identifier_in_redis() {
        rig.fail(OFFICE, "alice@example.com", 1);
        assertThat(REDIS.keys()).hasSize(2).noneMatch(key -> key.contains("alice") || key.contains("example"));
    }

    @Test
    void asks_redis_nothing_for_a_limit_that_is_disabled() {
        rig.set(new Limit("login-failure", false, 300, 3, Subject.IP, Action.CAPTCHA));
        rig.fail(OFFICE, "ann", 5);
        assertThat(REDIS.keys()).hasSize(1).allMatch(key -> key.startsWith("signet:{login-failure-account:"));
        rig.set(new Limit("login-failure", false, 300, 3, Subject.IP, Action.CAPTCHA),
                new Limit("login-failure-account", false, 3_600, 10, Subject.ACCOUNT, Action.CAPTCHA));
        REDIS.stop();
        rig.fail(OFFICE, "ann", 20);
        assertThat(rig.challengeDue(OFFICE, "ann")).isFalse();
    }

    @Test
    void holds_a_changed_limit_against_what_is_counted_already() {
        rig.fail(OFFICE, "ann", 2);
        rig.set(address(300, 2));
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        rig.set(address(300, 5));
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("admitted");
        rig.set(address(600, 2));
        rig.clock.advance(Duration.ofSeconds(300));
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        rig.clock.advance(Duration.ofSeconds(300));
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("admitted");
    }

    @Test
    void is_closed_to_a_challenge_while_redis_is_away() {
        LoginLease held = rig.lease(OFFICE, "ann");
        REDIS.stop();
        long asked = System.nanoTime();
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(600));
        assertThat(rig.challengeDue(HOME, "bob")).isTrue();
        assertThat(LimitsRig.await(held.failed())).isTrue();
        LoginLease solved = solved(HOME, "bob");
        settle(solved.succeeded());
        assertThat(rig.away()).isEqualTo(2);
        assertThat(rig.refused("login-failure")).isZero();
    }

    @Test
    void is_closed_to_a_challenge_while_redis_is_full() {
        REDIS.command("CONFIG", "SET", "maxmemory", "1");
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        assertThat(rig.away()).isEqualTo(1);
    }

    @Test
    void opens_again_when_redis_is_back() {
        REDIS.stop();
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("challenge due");
        REDIS.start();
        assertThat(word(rig.login(OFFICE, "ann"))).isEqualTo("admitted");
    }

    @Test
    void holds_the_place_of_a_failure_that_could_not_be_counted() {
        LoginLease lease = rig.lease(OFFICE, "ann");
        LoginLease other = rig.lease(OFFICE, "ann");
        LoginLease third = rig.lease(OFFICE, "ann");
        rig.fail(HOME, "ann", 1);
        REDIS.command("CONFIG", "SET", "maxmemory", "1");
        assertThat(LimitsRig.await(lease.failed())).isTrue();
        REDIS.command("CONFIG", "SET", "maxmemory", "0");
        assertThat(word(rig.login(OFFICE, "bob"))).isEqualTo("busy 1");
        settle(other.abandoned());
        settle(third.abandoned());
    }

    private boolean failed(ClientAddress ip, String account) {
        return LimitsRig.await(rig.lease(ip, account).failed());
    }

    private LoginLease solved(ClientAddress ip, String account) {
        return LimitsRig.lease(LimitsRig.await(rig.logins.admit(ip, account, true)));
    }

    /** Ten failures of one account, none of them from an address that a test looks at. */
    private void spend(String account) {
        IntStream.rangeClosed(1, 10).forEach(i -> rig.fail(ClientAddress.parse("203.0.113." + i), account, 1));
    }

    private static Uni<String> failIfAdmitted(LoginAdmission admission) {
        return admission.fold(lease -> working(lease.failed().replaceWithVoid()).replaceWith("failed"),
                () -> Uni.createFrom().item("challenge due"), seconds -> Uni.createFrom().item("busy"));
    }

    private static Uni<String> succeedIfAdmitted(LoginAdmission admission) {
        return admission.fold(lease -> working(lease.succeeded()).replaceWith("succeeded"),
                () -> Uni.createFrom().item("challenge due"), seconds -> Uni.createFrom().item("busy"));
    }

    /** As long as a password takes to judge. */
    private static Uni<Void> working(Uni<Void> settled) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(70)).chain(() -> settled);
    }

    private static Limit address(int windowSeconds, int threshold) {
        return new Limit("login-failure", true, windowSeconds, threshold, Subject.IP, Action.CAPTCHA);
    }

    private static Limit account(int threshold) {
        return new Limit("login-failure-account", true, 3_600, threshold, Subject.ACCOUNT, Action.CAPTCHA);
    }
}
