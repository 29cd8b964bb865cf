package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Jws;
import dev.signet.verifier.StubIssuer.StubAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Discovery, the key set, and its rotation. */
class IssuerKeysTest {
    private static final PublicJsonWebKey NEW = Rig.key(Jws.ecKey(), "ES256");
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void finds_the_keys_through_discovery_and_fetches_both_once() {
        rig.start();
        for (int i = 0; i < 20; i++) {
            rig.accepts(rig.token());
        }

        assertThat(rig.fetched(StubIssuer.DISCOVERY)).isEqualTo(1);
        assertThat(rig.fetched(StubIssuer.JWKS)).isEqualTo(1);
        assertThat(rig.verifier.ages().keys()).contains(Duration.ZERO);
    }

    @Test
    void waits_for_the_first_keys_but_not_for_ever() {
        rig.issuer.serves(StubIssuer.DISCOVERY, StubAnswer.of("application/json", rig.issuer.metadata().encode()).after(3_000));
        rig.start();
        long begun = System.nanoTime();

        rig.isUnavailableFor(rig.token());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(500), Duration.ofMillis(2_500));
    }

    @Test
    void never_blocks_an_event_loop() {
        rig.issuer.serves(StubIssuer.DISCOVERY, StubAnswer.of("application/json", rig.issuer.metadata().encode()).after(300));
        rig.start();
        String token = rig.token().signed();

        assertThat(rig.verifier.verifyAsync(Rig.bearer(token))).isNotDone();
        assertThat(rig.accepted(token).subject()).isEqualTo("alice");
        assertThat(rig.verifier.verifyAsync(Rig.bearer(token))).isDone();
    }

    @Test
    void rfc_8414_section_3_3_refuses_the_metadata_of_another_issuer() {
        rig.issuer.serves(StubIssuer.DISCOVERY, StubAnswer.of("application/json",
                rig.issuer.metadata().put("issuer", "https://id.example").encode()));
        rig.start();

        rig.isUnavailableFor(rig.token());
        assertThat(rig.fetched(StubIssuer.JWKS)).isZero();
    }

    @Test
    void fetches_no_keys_from_elsewhere_and_follows_no_redirect() {
        rig.issuer.serves(StubIssuer.DISCOVERY, StubAnswer.of("application/json",
                rig.issuer.metadata().put("jwks_uri", rig.issuer.url().replace("127.0.0.1", "localhost") + StubIssuer.JWKS)
                        .encode()));
        rig.start();
        rig.isUnavailableFor(rig.token());

        rig.issuer.serves(StubIssuer.DISCOVERY, StubAnswer.status(302).with("Location", rig.issuer.url() + "/elsewhere"));
        rig.issuer.clock.advance(Duration.ofSeconds(5));
        rig.isUnavailableFor(rig.token());
        assertThat(rig.fetched(StubIssuer.JWKS)).isZero();
        assertThat(rig.fetched("/elsewhere")).isZero();
    }

    @Test
    void knows_a_new_key_at_its_first_token() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.publishes(Rig.KEY, NEW);

        rig.accepts(IssuedToken.of(rig.issuer, NEW));
        rig.accepts(rig.token());
        assertThat(rig.fetched(StubIssuer.JWKS)).isEqualTo(2);
    }

    @Test
    void looks_for_unknown_keys_each_two_seconds_at_most() {
        rig.start();
        rig.accepts(rig.token());
        for (int i = 0; i < 20; i++) {
            rig.refuses(rig.token().header("kid", "k" + i).signedBy(NEW), "names no key of the issuer's");
        }
        assertThat(rig.fetched(StubIssuer.JWKS)).isEqualTo(2);

        rig.issuer.clock.advance(Duration.ofSeconds(3));
        rig.refuses(IssuedToken.of(rig.issuer, NEW), "names no key of the issuer's");
        assertThat(rig.fetched(StubIssuer.JWKS)).isEqualTo(3);
    }

    @Test
    void forgets_a_key_that_the_issuer_took_away() {
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.publishes(NEW);
        rig.issuer.clock.advance(Duration.ofSeconds(61));
        rig.until("the next fetch", () -> rig.verifier.ages().keys().orElseThrow().isZero());

        rig.refuses(rig.token(), "names no key of the issuer's");
        rig.accepts(IssuedToken.of(rig.issuer, NEW));
    }

    @Test
    void keeps_the_keys_that_a_304_confirms() {
        rig.issuer.serves(StubIssuer.JWKS, StubAnswer.of("application/jwk-set+json", new JsonObject()
                .put("keys", new JsonArray().add(StubIssuer.jwk(Rig.KEY))).encode()).with("ETag", "\"one\""));
        rig.start();
        rig.accepts(rig.token());
        rig.issuer.serves(StubIssuer.JWKS, StubAnswer.status(304));
        rig.issuer.clock.advance(Duration.ofSeconds(61));
        rig.until("the next fetch", () -> rig.verifier.ages().keys().orElseThrow().isZero());

        rig.accepts(rig.token());
        assertThat(rig.issuer.calls(StubIssuer.JWKS).get(1).header("If-none-match")).isEqualTo("\"one\"");
    }

    @Test
    void keeps_the_keys_through_an_answer_that_is_no_key_set() {
        rig.start();
        rig.accepts(rig.token());
        for (String body : new String[] { "",
                "x".repeat(300_000) }) {
            int before = rig.fetched(StubIssuer.JWKS);
            rig.issuer.serves(StubIssuer.JWKS, StubAnswer.of("application/json", body));
            rig.until("another fetch", () -> {
                rig.issuer.clock.advance(Duration.ofSeconds(2));
                return rig.fetched(StubIssuer.JWKS) > before;
            });
            rig.accepts(rig.token());
        }
    }

    @Test
    void takes_no_key_that_is_weak_private_shared_without_alg_or_named_twice() {
        PublicJsonWebKey weak = Rig.key(Jws.rsaKey(1024), "RS256");
        JsonObject without = StubIssuer.jwk(NEW);
        without.remove("alg");
        assertThat(keys(StubIssuer.jwk(NEW))).containsOnlyKeys(NEW.getKeyId());
        assertThat(keys(StubIssuer.jwk(weak))).isEmpty();
        assertThat(keys(without)).isEmpty();
        assertThat(keys(new JsonObject(NEW.toParams(OutputControlLevel.INCLUDE_PRIVATE)))).isEmpty();
        assertThat(keys(StubIssuer.jwk(NEW).put("use", "enc"))).isEmpty();
        assertThat(keys(StubIssuer.jwk(NEW).put("alg", "RS256"))).isEmpty();
        assertThat(keys(StubIssuer.jwk(NEW).put("alg", "none"))).isEmpty();
        assertThat(keys(new JsonObject(Map.of("kty", "oct", "k", "AAAA", "alg", "HS256", "kid", "a")))).isEmpty();
        assertThat(keys(StubIssuer.jwk(NEW), StubIssuer.jwk(Rig.KEY).put("kid", NEW.getKeyId()))).isEmpty();
    }

    private static Map<String, VerificationKey> keys(JsonObject... jwks) {
        JsonArray keys = new JsonArray();
        for (JsonObject jwk : jwks) {
            keys.add(jwk);
        }
        return VerificationKey.set(new JsonObject().put("keys", keys).encode().getBytes(UTF_8));
    }
}
