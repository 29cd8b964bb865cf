package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Jws;
import dev.signet.verifier.StubIssuer.StubAnswer;
import io.vertx.core.json.JsonObject;

/** Tokens with a status, by draft-ietf-oauth-status-list §8.3; away is another matter. */
class StatusListTest {
    private static final PublicJsonWebKey OTHER = Rig.key(Jws.ecKey(), "ES256");
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private StubList list() {
        return new StubList(rig.issuer, "7");
    }

    private IssuedToken token(Object idx) {
        return rig.token().status(list().uri(), idx);
    }

    @Test
    void accepts_what_is_valid_and_refuses_what_is_not() {
        list().revoke(7).revoke(64).serve();
        rig.start();

        rig.accepts(token(6));
        rig.refuses(token(7), "revoked");
        rig.accepts(token(8));
        rig.refuses(token(64), "revoked");
        assertThat(rig.fetched(list().path())).isEqualTo(1);
        assertThat(rig.issuer.calls(list().path()).get(0).header("Accept")).isEqualTo("application/statuslist+jwt");
    }

    @Test
    void refuses_every_status_that_is_not_valid() {
        list().list("bits", 2).revoke(3).serve();
        rig.start();

        rig.accepts(token(0));
        rig.refuses(token(1), "revoked");
    }

    @Test
    void fetches_it_again_before_its_time_while_it_is_used_and_hears_of_a_revocation() {
        StubList list = list();
        list.serve();
        rig.start();
        rig.accepts(token(5));
        list.revoke(5).serve();
        rig.accepts(token(5));
        rig.issuer.clock.advance(Duration.ofSeconds(29));
        rig.until("the list anew", () -> rig.fetched(list.path()) == 2);

        rig.until("the revocation", () -> Rig.outcome(rig.verify(token(5).signed())).contains("revoked"));
    }

    @Test
    void does_not_serve_a_copy_that_is_older_than_its_ttl() {
        StubList list = list();
        list.serve();
        rig.start();
        rig.accepts(token(5));
        list.revoke(5).with("exp", rig.issuer.clock.instant().getEpochSecond() + 600).serve();
        rig.issuer.clock.advance(Duration.ofMinutes(5));

        rig.refuses(token(5), "revoked");
    }

    @Test
    void keeps_a_copy_that_a_304_confirms() {
        list().revoke(7).serve();
        rig.start();
        rig.accepts(token(6));
        rig.issuer.serves(list().path(), StubAnswer.status(304));
        rig.issuer.clock.advance(Duration.ofSeconds(40));

        rig.accepts(token(6));
        rig.refuses(token(7), "revoked");
        assertThat(rig.issuer.calls(list().path()).get(1).header("If-none-match")).startsWith("\"");
    }

    @Test
    void refuses_a_list_that_is_not_what_it_should_be() {
        long now = rig.issuer.clock.instant().getEpochSecond();
        for (UnaryOperator<StubList> wrong : List.<UnaryOperator<StubList>> of(
                list -> list.header("typ", "at+jwt"), list -> list.header("typ", "JWT"), list -> list.header("kid", "x"),
                list -> list.with("iss", "https://id.example"),
                list -> list.with("sub", rig.issuer.url() + "/oauth2/status/8"), list -> list.with("exp", now - 31),
                list -> list.with("iat", now + 31 + 1), list -> list.with("exp", "soon"), list -> list.with("ttl", 0),
                list -> list.with("ttl", "1"), list -> list.with("status_list", 7), list -> list.list("bits", 3),
                list -> list.list("bits", "1"), list -> list.list("lst", 7), list -> list.list("lst", "AAAA"))) {
            isNotTaken(wrong);
        }
    }

    private void isNotTaken(UnaryOperator<StubList> wrong) {
        StubList list = wrong.apply(list());
        rig.issuer.serves(list.path(), list.answer());
        isNotServed();
    }

    private void isNotServed() {
        try (TokenVerifier verifier = TokenVerifier.builder(rig.issuer.url()).audience(IssuedToken.AUDIENCE)
                .clock(rig.issuer.clock).patience(Duration.ofSeconds(1)).build()) {
            assertThat(Rig.outcome(verifier.verify(token(6).signed()))).isEqualTo("503");
        }
    }

    @Test
    void refuses_a_list_of_another_key_type_or_size() {
        rig.issuer.serves(list().path(), list().answer(OTHER));
        isNotServed();
        rig.issuer.serves(list().path(), list().answer().with("Content-Type", "application/jwt"));
        isNotServed();
        rig.issuer.serves(list().path(), StubAnswer.of("application/statuslist+jwt", "x".repeat(9 * 1024 * 1024)));
        isNotServed();
        rig.issuer.serves(list().path(), list().list("lst", StubList.deflated(new byte[17 * 1024 * 1024])).answer());
        isNotServed();
        rig.issuer.serves(list().path(), StubAnswer.status(302).with("Location", rig.issuer.url() + "/oauth2/status/8"));
        isNotServed();
        assertThat(rig.fetched("/oauth2/status/8")).isZero();
    }

    @Test
    void refuses_a_reference_that_is_not_whole_or_leads_elsewhere() {
        list().serve();
        rig.start();
        String uri = list().uri();
        for (Object idx : new Object[] { -1, "1", 1.5, List.of(), 1e30 }) {
            rig.refuses(token(idx), "idx");
        }
        rig.refuses(token(1024), "no such entry");
        for (String elsewhere : List.of("https://id.example/oauth2/status/7", uri + "?x", uri + "#x", uri + "/../8",
                uri + "%2f",
                rig.issuer.url() + "/oauth2/status/", rig.issuer.url() + "/oauth2/statusx/7",
                uri.replace("127.0.0.1", "localhost"),
                uri.replace("http://", "http://a@"), "")) {
            rig.refuses(rig.token().status(elsewhere, 1), "not the issuer's");
        }
        rig.refuses(rig.token().with("status", 7), "status");
        rig.refuses(rig.token().with("status", new JsonObject().put("status_list", "x")), "status_list");
        assertThat(rig.fetched(list().path())).isEqualTo(1);
    }

    @Test
    void refuses_a_token_whose_list_is_no_more() {
        rig.start();

        rig.refuses(token(1), "no more");
    }

    @Test
    void a_token_without_a_status_is_judged_by_the_policy() {
        rig.start();
        rig.accepts(rig.token());
        rig.accepts(rig.token().with("status", new JsonObject()));

        try (Rig strict = Rig.started(TokenVerifierBuilder::requireStatus)) {
            strict.refuses(strict.token(), "lacks a status");
        }
    }

    @Test
    void asks_nobody_where_it_was_told_to_ignore_revocations() {
        list().revoke(7).serve();
        rig.start(TokenVerifierBuilder::ignoreRevocation);

        rig.accepts(token(7));
        assertThat(rig.fetched(list().path())).isZero();
    }
}
