package dev.signet.verifier;

import static dev.signet.verifier.StubFeed.mark;
import static dev.signet.verifier.StubFeed.reset;
import static dev.signet.verifier.StubFeed.revocation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.verifier.StubIssuer.StubAnswer;
import dev.signet.verifier.StubIssuer.StubCall;
import io.vertx.core.json.JsonObject;

/** Tokens by the feed of revocations: while it is heard, when it falls silent, and when it comes back. */
class RevocationFeedTest {
    private final Rig rig = new Rig();
    private final IssuedToken token = rig.token();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void subscribe(String greeting) {
        rig.issuer.feed.greetsWith(greeting);
        rig.start(builder -> builder.feed("orders", "s3cret:/"));
    }

    private long second() {
        return rig.issuer.clock.instant().getEpochSecond();
    }

    private String revoked(long id, String kind, String value) {
        return revocation(id, new JsonObject().put("kind", kind).put("value", value).put("exp", second() + 300).encode());
    }

    private String cut(long id, String clientId, long cut) {
        return revocation(id, new JsonObject().put("kind", "client").put("value", clientId).put("cut", cut)
                .put("exp", second() + 300).encode());
    }

    private IssuedToken withStatus(int idx) {
        return rig.token().status(rig.issuer.url() + "/oauth2/status/7", idx);
    }

    private void untilRefused(IssuedToken refused) {
        rig.until("a refusal", () -> Rig.outcome(rig.verify(refused.signed())).contains("revoked"));
    }

    /** The issuer ends the connection, and greets the next in another way. */
    private StubCall reconnected(String greeting) {
        int before = rig.fetched(StubIssuer.FEED);
        rig.issuer.feed.greetsWith(greeting);
        rig.issuer.feed.cut();
        rig.until("another subscription", () -> {
            rig.issuer.clock.advance(Duration.ofMillis(100));
            return rig.fetched(StubIssuer.FEED) > before;
        });
        return rig.issuer.calls(StubIssuer.FEED).get(before);
    }

    @Test
    void subscribes_as_the_client_and_judges_by_all_that_it_is_told() {
        IssuedToken bySid = rig.token();
        IssuedToken byClient = rig.token().with("client_id", "closed").with("iat", second() - 5);
        subscribe(revoked(1, "jti", token.jti()) + revoked(2, "sid", bySid.sid()) + cut(3, "closed", second() - 5)
                + revoked(4, "kid", Rig.KEYS.get("RS256").getKeyId()) + mark(4));

        rig.accepts(rig.token());
        rig.refuses(token, "revoked");
        rig.refuses(bySid, "revoked");
        rig.refuses(byClient, "revoked");
        rig.accepts(rig.token().with("client_id", "closed").with("iat", second() - 4));
        rig.refuses(IssuedToken.of(rig.issuer, Rig.KEYS.get("RS256")), "revoked");
        assertThat(rig.issuer.calls(StubIssuer.FEED).get(0).header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("orders:s3cret%3A%2F".getBytes(UTF_8)));
    }

    @Test
    void hears_of_a_revocation_as_it_comes() {
        subscribe(mark(0));
        rig.accepts(token);
        rig.issuer.feed.says(revoked(1, "sid", token.sid()));

        untilRefused(token);
        rig.accepts(rig.token());
    }

    @Test
    void is_not_valid_before_the_first_mark() {
        subscribe(revoked(1, "sid", rig.token().sid()));
        rig.isUnavailableFor(token);

        rig.issuer.feed.says(mark(1));
        rig.until("the first mark", () -> Rig.outcome(rig.verify(token.signed())).equals("valid"));
    }

    @Test
    void waits_for_the_first_mark_then_asks_the_status_list() {
        new StubList(rig.issuer, "7").revoke(7).serve();
        subscribe("");

        rig.accepts(withStatus(6));
        rig.refuses(withStatus(7), "revoked");
    }

    @Test
    void decides_alone_while_it_is_heard() {
        new StubList(rig.issuer, "7").revoke(7).serve();
        subscribe(mark(0));

        rig.accepts(withStatus(7));
        assertThat(rig.fetched("/oauth2/status/7")).isZero();
    }

    @Test
    void asks_the_status_list_once_it_is_silent_for_three_heartbeats() {
        new StubList(rig.issuer, "7").revoke(7).serve();
        subscribe(mark(0));
        rig.accepts(withStatus(7));
        rig.issuer.clock.advance(Duration.ofSeconds(3));
        rig.accepts(withStatus(7));
        rig.issuer.clock.advance(Duration.ofMillis(1));

        rig.refuses(withStatus(7), "revoked");
        rig.accepts(withStatus(6));
    }

    @Test
    void refuses_what_it_told_even_when_it_is_silent() {
        new StubList(rig.issuer, "7").serve();
        IssuedToken told = withStatus(6);
        subscribe(revoked(1, "jti", told.jti()) + mark(1));
        rig.refuses(told, "revoked");
        rig.issuer.clock.advance(Duration.ofSeconds(4));

        rig.refuses(told, "revoked");
    }

    @Test
    void is_last_known_good_for_five_minutes_then_unavailable() {
        subscribe(mark(0));
        rig.accepts(token);
        rig.issuer.isAway(true);
        rig.until("the end", () -> !rig.issuer.feed.isHeard());
        rig.issuer.clock.advance(Duration.ofSeconds(299));
        rig.accepts(rig.token());
        rig.accepts(withStatus(6));

        rig.issuer.clock.advance(Duration.ofSeconds(2));
        rig.isUnavailableFor(rig.token());
        rig.isUnavailableFor(withStatus(6));
    }

    @Test
    void goes_on_where_it_was() {
        subscribe(revoked(41, "sid", token.sid()) + mark(42));
        rig.refuses(token, "revoked");
        IssuedToken other = rig.token();

        assertThat(reconnected(revoked(43, "sid", other.sid()) + mark(43)).header("Last-event-id")).isEqualTo("42");
        untilRefused(other);
        rig.refuses(token, "revoked");
        rig.accepts(rig.token());
    }

    @Test
    void subscribes_anew_when_the_connection_is_dead() {
        subscribe(mark(1));
        rig.accepts(token);
        rig.issuer.clock.advance(Duration.ofSeconds(7));

        rig.until("another subscription", () -> {
            rig.issuer.clock.advance(Duration.ofMillis(100));
            return rig.fetched(StubIssuer.FEED) > 1;
        });
        assertThat(rig.issuer.calls(StubIssuer.FEED).get(1).header("Last-event-id")).isEqualTo("1");
    }

    @Test
    void forgets_what_it_held_after_a_reset_and_no_sooner_than_it_knows_the_new_list() {
        subscribe(revoked(41, "sid", token.sid()) + mark(42));
        rig.refuses(token, "revoked");
        IssuedToken other = rig.token();
        String greeting = reset() + revoked(7, "sid", other.sid());
        assertThat(reconnected(greeting).header("Last-event-id")).isEqualTo("42");
        untilRefused(other);
        rig.refuses(token, "revoked");

        rig.issuer.feed.says(mark(7));
        rig.until("the mark", () -> Rig.outcome(rig.verify(token.signed())).equals("valid"));
        rig.refuses(other, "revoked");
    }

    /** Else what comes before that number in the new list would never be told. */
    @Test
    void asks_for_the_whole_list_when_it_ends_right_after_a_reset() {
        subscribe(revoked(41, "sid", token.sid()) + mark(42));
        rig.refuses(token, "revoked");
        rig.issuer.feed.says(reset());

        assertThat(reconnected(revoked(7, "sid", token.sid()) + mark(43)).header("Last-event-id")).isEmpty();
        untilRefused(token);
    }

    @Test
    void starts_over_after_an_event_that_it_does_not_understand() {
        for (String event : List.of(revoked(9, "moon", "x"), revocation(9, "no json"), revocation(9, "{\"kind\":\"sid\"}"),
                revocation(9, "{\"kind\":\"client\",\"value\":\"a\",\"exp\":1}"), "data: " + "x".repeat(9_000) + "\n\n")) {
            try (Rig other = new Rig()) {
                other.issuer.feed.greetsWith(mark(5));
                other.start(builder -> builder.feed("orders", "secret"));
                other.accepts(other.token());
                other.issuer.feed.says(event);
                other.until("another subscription", () -> {
                    other.issuer.clock.advance(Duration.ofMillis(100));
                    return other.fetched(StubIssuer.FEED) > 1;
                });
                assertThat(other.issuer.calls(StubIssuer.FEED).get(1).header("Last-event-id"))
                        .isEqualTo(event.startsWith("data") ? "5" : "");
            }
        }
    }

    @Test
    void is_not_told_anything_by_an_answer_that_is_no_feed() {
        new StubList(rig.issuer, "7").revoke(7).serve();
        for (StubAnswer answer : List.of(StubAnswer.status(401), StubAnswer.of("text/plain", mark(1)),
                StubAnswer.status(302).with("Location", rig.issuer.url() + "/elsewhere"))) {
            rig.issuer.serves(StubIssuer.FEED, answer);
            rig.start(builder -> builder.feed("orders", "wrong"));
            rig.isUnavailableFor(rig.token());
            rig.refuses(withStatus(7), "revoked");
            rig.accepts(withStatus(6));
            rig.verifier.close();
        }
        assertThat(rig.fetched("/elsewhere")).isZero();
    }

    @Test
    void forgets_a_revocation_when_its_last_token_is_dead() {
        RevokedTokens revoked = new RevokedTokens(2);
        revoked.add(RevokedTokens.Kind.JTI, "a", rig.issuer.clock.instant());
        revoked.addClient("b", rig.issuer.clock.instant(), rig.issuer.clock.instant());
        revoked.sweep(rig.issuer.clock.instant());
        assertThat(revoked.size()).isEqualTo(2);

        revoked.sweep(rig.issuer.clock.instant().plusMillis(1));
        assertThat(revoked.size()).isZero();
    }
}
