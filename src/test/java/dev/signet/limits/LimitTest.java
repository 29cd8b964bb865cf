package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.signet.errors.FieldError;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;

class LimitTest {
    private static final Limit LOGIN = KnownLimit.LOGIN_FAILURE.builtIn();
    private static final LimitChange NOTHING = new LimitChange(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    @ParameterizedTest
    @EnumSource
    void what_is_built_in_can_be_put(KnownLimit known) {
        assertThat(known.builtIn().violations()).isEmpty();
        assertThat(known.builtIn().enabled()).isTrue();
    }

    @Test
    void is_as_strict_as_asked_for() {
        assertThat(Stream.of(KnownLimit.values()).map(KnownLimit::builtIn)).containsExactly(
                new Limit("registration", true, 300, 3, Subject.IP, Action.REFUSE),
                new Limit("login-failure", true, 300, 3, Subject.IP, Action.CAPTCHA),
                new Limit("login-failure-account", true, 3_600, 10, Subject.ACCOUNT, Action.CAPTCHA),
                new Limit("client-failure", true, 300, 10, Subject.IP, Action.REFUSE),
                new Limit("device-code-failure", true, 300, 10, Subject.IP, Action.REFUSE));
    }

    @ParameterizedTest
    @EnumSource(names = { "CLIENT_FAILURE", "DEVICE_CODE_FAILURE" })
    void asks_no_program_and_no_device_for_a_verification_code(KnownLimit known) {
        assertThat(with(known.builtIn(), Subject.IP, Action.CAPTCHA).violations()).singleElement()
                .satisfies(violation -> assertThat(violation.message()).startsWith("must be refuse"));
    }

    @ParameterizedTest
    @CsvSource({ "1, 1", "86400, 1000" })
    void goes_from_a_second_to_a_day_and_from_one_to_a_thousand(int windowSeconds, int threshold) {
        assertThat(login(windowSeconds, threshold).violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "300, 0, threshold, set enabled to false",
            "300, -1, threshold, set enabled to false",
            "300, 1001, threshold, no limit",
            "0, 3, window_seconds, counts nothing",
            "-300, 3, window_seconds, counts nothing",
            "86401, 3, window_seconds, one day",
            "31536000, 3, window_seconds, addresses change hands" })
    void says_why_a_number_is_out_of_range(int windowSeconds, int threshold, String field, String why) {
        assertThat(login(windowSeconds, threshold).violations()).singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo(field))
                .satisfies(error -> assertThat(error.code()).isEqualTo("range"))
                .satisfies(error -> assertThat(error.message()).contains("must be 1 to").contains(why));
    }

    @Test
    void names_every_member_that_is_wrong() {
        assertThat(login(0, 0).violations()).extracting(FieldError::field).containsExactly("window_seconds", "threshold");
    }

    @Test
    void has_a_name_that_is_known() {
        assertThat(new Limit("password-reset", true, 300, 3, Subject.IP, Action.REFUSE).violations())
                .extracting(FieldError::field).containsExactly("name");
    }

    @ParameterizedTest
    @CsvSource({
            "REGISTRATION, ACCOUNT, nobody has an account before registering",
            "LOGIN_FAILURE, ACCOUNT, the limit for an account is login-failure-account",
            "LOGIN_FAILURE_ACCOUNT, IP, the limit for an address is login-failure" })
    void counts_whom_it_was_made_to_count(KnownLimit known, Subject other, String why) {
        assertThat(with(known.builtIn(), other, known.builtIn().action()).violations()).singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("subject"))
                .satisfies(error -> assertThat(error.message()).contains(why));
    }

    @ParameterizedTest
    @EnumSource(names = { "LOGIN_FAILURE", "LOGIN_FAILURE_ACCOUNT" })
    void never_refuses_a_sign_in(KnownLimit known) {
        assertThat(with(known.builtIn(), known.builtIn().subject(), Action.REFUSE).violations()).singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("action"))
                .satisfies(error -> assertThat(error.message()).contains("shut a person out"));
    }

    @Test
    void a_registration_may_meet_a_challenge_instead_of_a_refusal() {
        assertThat(with(KnownLimit.REGISTRATION.builtIn(), Subject.IP, Action.CAPTCHA).violations()).isEmpty();
    }

    @Test
    void a_change_leaves_alone_what_it_does_not_name() {
        assertThat(NOTHING.appliedTo(LOGIN)).isEqualTo(LOGIN);
        assertThat(NOTHING.violations(LOGIN)).isEmpty();
    }

    @Test
    void a_change_changes_what_it_names() {
        LimitChange change = new LimitChange(Optional.of(false), Optional.of(60), Optional.of(5), Optional.of("ip"),
                Optional.of("captcha"));
        assertThat(change.violations(LOGIN)).isEmpty();
        assertThat(change.appliedTo(LOGIN))
                .isEqualTo(new Limit("login-failure", false, 60, 5, Subject.IP, Action.CAPTCHA));
    }

    @Test
    void a_change_is_judged_by_the_limit_that_it_would_make() {
        LimitChange change = new LimitChange(Optional.empty(), Optional.of(31_536_000), Optional.of(0), Optional.of("planet"),
                Optional.of("shout"));
        assertThat(change.violations(LOGIN)).extracting(FieldError::field)
                .containsExactly("subject", "action", "window_seconds", "threshold");
    }

    private static Limit login(int windowSeconds, int threshold) {
        return new Limit("login-failure", true, windowSeconds, threshold, Subject.IP, Action.CAPTCHA);
    }

    private static Limit with(Limit limit, Subject subject, Action action) {
        return new Limit(limit.name(), limit.enabled(), limit.windowSeconds(), limit.threshold(), subject, action);
    }
}
