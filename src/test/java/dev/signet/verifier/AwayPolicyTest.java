package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Jws;
import dev.signet.verifier.StubIssuer.StubAnswer;

/** While the issuer is away: last known good for as long as was told, then 503; never 401 for what it would have to tell. */
class AwayPolicyTest {
    private static final PublicJsonWebKey NEW = Rig.key(Jws.ecKey(), "ES256");
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private IssuedToken token(int idx) {
        return rig.token().status(rig.issuer.url() + "/oauth2/status/7", idx);
    }

    private void passes(Duration time) {
        int before = rig.fetched(StubIssuer.DISCOVERY) + rig.fetched(StubIssuer.JWKS);
        rig.issuer.clock.advance(time);
        rig.until("another try", () -> rig.fetched(StubIssuer.DISCOVERY) + rig.fetched(StubIssuer.JWKS) > before);
    }

    @Test
    void is_unavailable_where_the_issuer_was_never_there() {
        rig.issuer.isAway(true);
        rig.start();

        rig.isUnavailableFor(rig.token());
        assertThat(rig.verify(rig.token().signed()).<Duration> fold(valid -> null, refused -> null,
                Verification.Unavailable::retryAfter)).isEqualTo(Duration.ofSeconds(1));
        rig.issuer.isAway(false);
        passes(Duration.ofSeconds(2));
        rig.until("the keys", () -> Rig.outcome(rig.verify(rig.token().signed())).equals("valid"));
    }

    @Test
    void goes_by_the_last_known_keys_for_five_minutes_and_recovers_by_itself() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.isAway(true);
        passes(Duration.ofSeconds(299));
        rig.accepts(rig.token());
        rig.refuses(rig.token().with("aud", "x"), "audience");

        rig.issuer.clock.advance(Duration.ofSeconds(2));
        rig.isUnavailableFor(rig.token());
        rig.isUnavailableFor(rig.token().with("aud", "x"));

        rig.issuer.isAway(false);
        passes(Duration.ofSeconds(11));
        rig.until("the keys", () -> Rig.outcome(rig.verify(rig.token().signed())).equals("valid"));
    }

    @Test
    void does_not_refuse_a_key_that_may_be_new() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.isAway(true);

        rig.isUnavailableFor(IssuedToken.of(rig.issuer, NEW));
        rig.isUnavailableFor(IssuedToken.of(rig.issuer, NEW));
        rig.accepts(rig.token());
    }

    @Test
    void does_not_refuse_a_key_that_may_be_new_while_the_issuer_hangs() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.serves(StubIssuer.JWKS, StubAnswer.status(200).after(4_000));

        rig.isUnavailableFor(IssuedToken.of(rig.issuer, NEW));
        rig.isUnavailableFor(IssuedToken.of(rig.issuer, NEW));
        rig.accepts(rig.token());
    }

    @Test
    void goes_by_the_last_known_list_for_five_minutes() {
        StubList list = new StubList(rig.issuer, "7").revoke(7);
        list.serve();
        rig.start();
        rig.accepts(token(6));
        rig.issuer.isAway(true);
        passes(Duration.ofSeconds(299));
        rig.accepts(token(6));
        rig.refuses(token(7), "revoked");

        rig.issuer.clock.advance(Duration.ofSeconds(2));
        rig.isUnavailableFor(token(6));

        rig.issuer.isAway(false);
        list.with("exp", rig.issuer.clock.instant().getEpochSecond() + 60).serve();
        passes(Duration.ofSeconds(11));
        rig.until("the list", () -> {
            rig.issuer.clock.advance(Duration.ofSeconds(1));
            return Rig.outcome(rig.verify(token(6).signed())).equals("valid");
        });
    }

    @Test
    void bounds_the_last_known_list_also_where_only_the_list_is_away() {
        StubList list = new StubList(rig.issuer, "7");
        list.serve();
        rig.start();
        rig.accepts(token(6));
        rig.issuer.serves(list.path(), StubAnswer.status(503));
        rig.issuer.clock.advance(Duration.ofSeconds(299));
        rig.accepts(token(6));

        rig.issuer.clock.advance(Duration.ofSeconds(2));
        rig.isUnavailableFor(token(6));
        rig.accepts(rig.token());
    }

    @Test
    void does_not_take_a_token_whose_list_was_never_read() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.isAway(true);

        rig.isUnavailableFor(token(6));
        rig.accepts(rig.token());
    }

    @Test
    void does_not_make_callers_wait_again_and_again_for_an_issuer_that_hangs() {
        new StubList(rig.issuer, "7").serve();
        rig.start();
        rig.accepts(token(6));
        rig.issuer.serves("/oauth2/status/7", StubAnswer.status(200).after(4_000));
        rig.issuer.clock.advance(Duration.ofSeconds(32));
        rig.accepts(token(6));
        long begun = System.nanoTime();

        for (int i = 0; i < 20; i++) {
            rig.accepts(token(6));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void holds_the_bound_that_it_was_told() {
        rig.start(builder -> builder.lastKnownGood(Duration.ofSeconds(20)));
        rig.accepts(rig.token());
        rig.issuer.isAway(true);
        passes(Duration.ofSeconds(20));
        rig.accepts(rig.token());

        rig.issuer.clock.advance(Duration.ofSeconds(1));
        rig.isUnavailableFor(rig.token());
    }
}
