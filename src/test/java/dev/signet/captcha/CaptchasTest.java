package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.FieldError;
import dev.signet.errors.ProblemException;
import dev.signet.http.ClientAddress;
import dev.signet.testing.SettableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

class CaptchasTest {
    private static final ClientAddress PHONE = ClientAddress.parse("192.0.2.7");

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final RememberedChallenges spent = new RememberedChallenges();
    private final Codes codes = new Codes();
    private final Captchas captchas = captchas("our key", "image", "altcha");

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private Captchas captchas(String key, String... types) {
        ChallengeSeal seal = Seals.under(key);
        CaptchaConfig config = Settings.of(types);
        List<CaptchaProvider> builtIn = List.of(codes, new AltchaProvider(config, seal));
        return new Captchas(new CaptchaProviders(config, builtIn, vertx, clock), seal, spent, clock);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private Challenge issue() {
        return get(captchas.issue(Optional.empty(), Purpose.LOGIN, PHONE));
    }

    private boolean redeem(String id, String answer) {
        return get(captchas.redeem(new CaptchaAnswer(id, answer), Purpose.LOGIN, PHONE));
    }

    @Test
    void poses_the_first_type_unless_another_is_asked_for() {
        assertThat(issue().type()).isEqualTo("image");
        assertThat(get(captchas.issue(Optional.of("altcha"), Purpose.LOGIN, PHONE)).type()).isEqualTo("altcha");
    }

    @Test
    void says_when_the_challenge_expires() {
        assertThat(issue().expiresAt()).isEqualTo(Instant.parse("2030-01-02T03:09:05Z"));
    }

    @Test
    void issuing_stores_nothing() {
        assertThat(issue().id()).isNotEqualTo(issue().id()).matches("[A-Za-z0-9_-]{100,300}");
        assertThat(spent.rows()).isZero();
    }

    @Test
    void redeems_the_right_answer() {
        assertThat(redeem(issue().id(), Codes.CODE)).isTrue();
        assertThat(spent.rows()).isEqualTo(1);
    }

    @Test
    void redeems_on_another_replica_with_the_same_key() {
        CaptchaAnswer answer = new CaptchaAnswer(issue().id(), Codes.CODE);

        assertThat(get(captchas("our key", "image").redeem(answer, Purpose.LOGIN, PHONE))).isTrue();
    }

    @Test
    void refuses_an_unknown_type_by_name() {
        assertThatThrownBy(() -> get(captchas.issue(Optional.of("riddle"), Purpose.LOGIN, PHONE)))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().members()).containsEntry("errors",
                        List.of(new FieldError("type", "unknown", "The type must be one of image, altcha."))));
    }

    @Test
    void poses_another_type_while_the_wished_for_one_cannot_be() {
        codes.goAway();

        assertThat(issue().type()).isEqualTo("altcha");
        assertThat(get(captchas.issue(Optional.of("image"), Purpose.LOGIN, PHONE)).type()).isEqualTo("altcha");
    }

    @Test
    void rejects_a_challenge_presented_twice() {
        String id = issue().id();

        assertThat(redeem(id, Codes.CODE)).isTrue();
        assertThat(redeem(id, Codes.CODE)).isFalse();
    }

    @Test
    void a_wrong_answer_spends_the_challenge() {
        String id = issue().id();

        assertThat(redeem(id, "XXXXXX")).isFalse();
        assertThat(redeem(id, Codes.CODE)).isFalse();
    }

    /** The last character of a base64 text may carry spare bits, and there is padding. */
    @Test
    void takes_an_id_only_as_it_was_spelled() {
        String id = issue().id();
        assertThat(id.length() % 4).as("spare bits").isNotZero();
        String respelled = id.substring(0, id.length() - 1) + (char) (id.charAt(id.length() - 1) + 1);

        assertThat(redeem(respelled, Codes.CODE)).isFalse();
        assertThat(redeem(id + "=".repeat(4 - id.length() % 4), Codes.CODE)).isFalse();
        assertThat(redeem(id + "\n", Codes.CODE)).isFalse();
        assertThat(spent.rows()).isZero();
        assertThat(redeem(id, Codes.CODE)).isTrue();
    }

    @Test
    void rejects_a_challenge_for_another_purpose_without_spending_it() {
        CaptchaAnswer answer = new CaptchaAnswer(issue().id(), Codes.CODE);

        assertThat(get(captchas.redeem(answer, Purpose.REGISTRATION, PHONE))).isFalse();
        assertThat(spent.rows()).isZero();
        assertThat(get(captchas.redeem(answer, Purpose.LOGIN, PHONE))).isTrue();
    }

    @Test
    void rejects_a_challenge_from_another_network_without_spending_it() {
        CaptchaAnswer answer = new CaptchaAnswer(issue().id(), Codes.CODE);

        assertThat(get(captchas.redeem(answer, Purpose.LOGIN, ClientAddress.parse("192.1.2.7")))).isFalse();
        assertThat(spent.rows()).isZero();
        assertThat(get(captchas.redeem(answer, Purpose.LOGIN, ClientAddress.parse("192.0.99.1")))).isTrue();
    }

    @Test
    void rejects_an_expired_challenge_without_a_row() {
        String early = issue().id();
        String late = issue().id();
        clock.advance(Duration.ofSeconds(299));
        assertThat(redeem(early, Codes.CODE)).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(redeem(late, Codes.CODE)).isFalse();
        assertThat(spent.rows()).isEqualTo(1);
    }

    @Test
    void rejects_a_challenge_sealed_under_another_key() {
        CaptchaAnswer foreign = new CaptchaAnswer(
                get(captchas("their key", "image").issue(Optional.empty(), Purpose.LOGIN, PHONE)).id(), Codes.CODE);

        assertThat(get(captchas.redeem(foreign, Purpose.LOGIN, PHONE))).isFalse();
        assertThat(spent.rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "not base64!", "AAAA", "\u0000", "\ud83d",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
    void rejects_what_is_no_challenge_without_a_row(String id) {
        assertThat(redeem(id, Codes.CODE)).isFalse();
        assertThat(redeem(id.repeat(1_000), Codes.CODE)).isFalse();
        assertThat(spent.rows()).isZero();
    }

    @Test
    void rejects_a_type_that_was_disabled_meanwhile() {
        CaptchaAnswer answer = new CaptchaAnswer(issue().id(), Codes.CODE);

        assertThat(get(captchas("our key", "altcha").redeem(answer, Purpose.LOGIN, PHONE))).isFalse();
    }

    @Test
    void fails_rather_than_guess_when_the_store_is_away() {
        String id = issue().id();
        spent.goAway();

        assertThatThrownBy(() -> redeem(id, Codes.CODE)).isInstanceOf(IllegalStateException.class).hasMessage("away");
        assertThat(redeem("malformed", Codes.CODE)).isFalse();
    }
}
