package dev.signet.keys;

import static dev.signet.keys.TwoReplicas.FOLLOWED;
import static dev.signet.keys.TwoReplicas.isActive;
import static dev.signet.keys.TwoReplicas.published;
import static dev.signet.keys.TwoReplicas.signer;
import static dev.signet.keys.TwoReplicas.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.Await;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** NEXT → ACTIVE → RETIRED → gone, on two replicas, and the emergency that skips the queue. */
@SignetTest
@TestInstance(Lifecycle.PER_CLASS)
class KeyRotationIT {
    private static final String RS256 = "RS256";
    private static final String KEYS = "/api/v1/admin/keys";

    private final TwoReplicas ring;

    KeyRotationIT(Stores stores) {
        ring = new TwoReplicas(stores);
    }

    @AfterAll
    void stop() {
        ring.close();
    }

    /** Each test begins with a NEXT key that nobody asked for and no rotation that was just now. */
    @BeforeEach
    void settle() {
        ring.pass("10 minutes");
        Await.until(FOLLOWED, "a NEXT key", () -> ring.list(RS256, "NEXT").size() == 1);
        ring.awaitSigner(ring.kid(RS256, "ACTIVE"));
    }

    @ParameterizedTest
    @CsvSource({ "GET, ''", "POST, /rotate", "POST, /some-kid/revoke" })
    void refuses_who_shows_no_token_and_who_lacks_the_scope(String method, String path) {
        assertThat(ring.first.request(method, KEYS + path).send().status()).isEqualTo(401);

        JsonObject client = Admin.at(ring.first).register(new JsonObject()
                .put("grant_types", List.of("client_credentials")).put("scope", "orders:read"));
        String other = ring.first.request("POST", "/oauth2/token")
                .basic(client.getString("client_id"), client.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials", "resource", issuer())).send().json().getString("access_token");
        HttpAnswer answer = ring.first.request(method, KEYS + path).bearer(other).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    }

    private String issuer() {
        return ring.first.get("/.well-known/openid-configuration").json().getString("issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"alg\":\"HS256\"}", "{\"alg\":\"none\"}", "{\"alg\":\"\"}", "{\"alg\":[\"RS256\"]}",
            "{\"kid\":\"x\"}", "[]" })
    void refuses_to_rotate_what_is_no_algorithm_of_the_ring(String body) {
        HttpAnswer answer = Admin.at(ring.first).request("POST", KEYS + "/rotate").body("application/json", body).send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void refuses_to_rotate_an_algorithm_that_no_client_uses() {
        HttpAnswer answer = ring.rotate(ring.first, "PS256");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:algorithm-not-in-use");
        assertThat(ring.list("PS256", "ACTIVE")).isEmpty();
    }

    @Test
    void refuses_to_revoke_a_key_that_there_is_not() {
        assertThat(ring.revoke("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs").status()).isEqualTo(404);
        assertThat(ring.query("select kind from revocations where kind = 'kid' and value like 'NzbLs%'")).isEmpty();
    }

    @Test
    void refuses_to_revoke_the_key_of_refresh_tokens() {
        String mac = ring.query("select kid from signing_keys where use = 'refresh-mac'").get(0);

        HttpAnswer answer = ring.revoke(mac);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(ring.query("select kid from signing_keys where use = 'refresh-mac'")).containsExactly(mac);
    }

    @Test
    void lists_lives_and_nothing_of_the_keys() {
        assertThat(ring.list()).isNotEmpty().allSatisfy(key -> assertThat(key.fieldNames()).isEqualTo(
                Set.of("kid", "alg", "state", "created_at", "active_from", "retired_at", "expires_at")));
        assertThat(published(ring.second)).containsExactlyInAnyOrderElementsOf(
                ring.list().stream().map(key -> key.getString("kid")).toList());
    }

    @Test
    void has_a_ripe_key_sign_at_once_on_every_replica_and_rejects_no_token_of_the_one_before() {
        String before = ring.kid(RS256, "ACTIVE");
        String next = ring.kid(RS256, "NEXT");
        String old = token(ring.second);
        ring.pass("2 hours");

        HttpAnswer answer = ring.rotate(ring.first, RS256);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(Instant.parse(answer.json().getString("active_from"))).isBeforeOrEqualTo(Instant.now().plusSeconds(1));
        assertThat(signer(token(ring.first))).isEqualTo(next);
        ring.awaitSigner(next);
        JsonObject retired = ring.list(RS256, "RETIRED").stream().filter(key -> key.getString("kid").equals(before)).findFirst()
                .orElseThrow();
        assertThat(Duration.between(Instant.parse(retired.getString("retired_at")),
                Instant.parse(retired.getString("expires_at"))))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(300 + 30 + 600 + 5));
        assertThat(ring.kid(RS256, "NEXT")).isNotIn(before, next);
        assertThat(ring.both()).allSatisfy(replica -> {
            assertThat(published(replica)).startsWith(next).contains(before, ring.kid(RS256, "NEXT"));
            assertThat(isActive(replica, old)).isTrue();
        });
        assertThat(ring.query("select actor from audit_events where type = 'key.rotated' and subject = '" + next + "'"))
                .containsExactly("signet-admin");
    }

    @Test
    void rotates_once_when_asked_at_both_replicas_at_the_same_time_and_again() {
        String next = ring.kid(RS256, "NEXT");
        ring.pass("2 hours");
        int before = rotations();

        List<CompletableFuture<HttpAnswer>> asked = ring.both().stream().map(replica -> Admin.at(replica)
                .request("POST", KEYS + "/rotate").sendAsync()).toList();
        List<String> answers = asked.stream().map(answer -> answer.join().json().getString("active_from")).toList();
        String again = ring.rotate(ring.second, RS256).json().getString("active_from");

        assertThat(answers).containsExactly(again, again);
        assertThat(rotations()).isEqualTo(before + 1);
        assertThat(ring.kid(RS256, "ACTIVE")).isEqualTo(next);
        assertThat(ring.only(RS256, "NEXT").getString("active_from")).isNull();
    }

    private int rotations() {
        return ring.query("select id from audit_events where type = 'key.rotated' and detail->>'alg' = 'RS256'").size();
    }

    @Test
    void has_an_unripe_key_sign_when_it_is_ripe_and_says_when() {
        ring.pass("2 hours");
        assertThat(ring.rotate(ring.first, RS256).status()).isEqualTo(202);
        ring.pass("10 minutes");
        String active = ring.kid(RS256, "ACTIVE");
        JsonObject next = ring.only(RS256, "NEXT");

        HttpAnswer answer = ring.rotate(ring.first, RS256);

        Instant ripe = Instant.parse(next.getString("created_at")).plus(Duration.ofHours(2));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(Instant.parse(answer.json().getString("active_from"))).isEqualTo(ripe).isAfter(Instant.now());
        assertThat(ring.rotate(ring.second, RS256).json()).as("asked again").isEqualTo(answer.json());
        assertThat(ring.only(RS256, "NEXT").getString("active_from")).isEqualTo(ripe.toString());
        assertThat(ring.kid(RS256, "ACTIVE")).isEqualTo(active);
        assertThat(ring.query("select actor from audit_events where type = 'key.rotation-asked' and subject = '"
                + next.getString("kid") + "'")).containsExactly("signet-admin");

        ring.pass("110 minutes");

        ring.awaitSigner(next.getString("kid"));
    }

    @Test
    void rotates_by_schedule_and_forgets_what_retired_long_ago() {
        String before = ring.kid(RS256, "ACTIVE");
        String next = ring.kid(RS256, "NEXT");
        String old = token(ring.second);

        ring.pass("91 days");

        ring.awaitSigner(next);
        assertThat(ring.query("select actor from audit_events where type = 'key.rotated' and subject = '" + next + "'"))
                .containsExactly((String) null);
        assertThat(isActive(ring.second, old)).isTrue();

        ring.pass("20 minutes");

        ring.awaitGone(before);
        assertThat(isActive(ring.second, old)).isFalse();
        assertThat(ring.list(RS256, "NEXT")).hasSize(1);
    }

    /** RP-Initiated Logout 1.0 §2: a client may send the first ID token of a sign-in that outlived its key. */
    @Test
    void leaves_enough_of_a_key_to_sign_out_with_an_id_token_of_it_and_no_more() {
        String before = ring.kid(RS256, "ACTIVE");
        JsonObject signedIn = Person.register(ring.first).signIn();
        ring.pass("2 hours");
        assertThat(ring.rotate(ring.first, RS256).status()).isEqualTo(202);
        ring.pass("1 hour");
        ring.awaitGone(before);
        assertThat(isActive(ring.first, signedIn.getString("access_token"))).as("its access token is good no more").isFalse();
        assertThat(Person.refresh(ring.first, signedIn.getString("refresh_token")).status()).isEqualTo(200);

        HttpAnswer answer = ring.second.get("/oauth2/logout?id_token_hint=" + signedIn.getString("id_token"));

        assertThat(answer.status()).as(answer.toString()).isLessThan(400);
        assertThat(Person.refresh(ring.first, signedIn.getString("refresh_token")).status()).as("signed out").isEqualTo(401);
    }

    @Test
    void keeps_keys_for_the_algorithms_that_some_client_uses_and_no_others() {
        String client = es256Client();
        String next = ring.kid("ES256", "NEXT");
        String active = ring.kid("ES256", "ACTIVE");

        assertThat(Admin.at(ring.first).client("DELETE", client, "").send().status()).isEqualTo(204);
        ring.pass("1 minute");
        ring.awaitGone(next);
        assertThat(ring.only("ES256", "ACTIVE").getString("retired_at")).as("is to leave").isNotNull();

        String other = es256Client();
        assertThat(ring.list("ES256", "NEXT")).as("there again before the client is").hasSize(1);
        assertThat(ring.only("ES256", "ACTIVE").getString("kid")).isEqualTo(active);
        assertThat(ring.only("ES256", "ACTIVE").getString("retired_at")).as("stays").isNull();

        assertThat(Admin.at(ring.first).client("DELETE", other, "").send().status()).isEqualTo(204);
        ring.pass("1 minute");
        Await.until(FOLLOWED, "the NEXT key to go", () -> ring.list("ES256", "NEXT").isEmpty());
        ring.pass("3 hours");
        Await.until(FOLLOWED, "the ACTIVE key to retire", () -> ring.list("ES256", "RETIRED").size() == 1);
        ring.pass("1 hour");
        ring.awaitGone(active);
        assertThat(ring.list(RS256, "ACTIVE")).hasSize(1);
    }

    private String es256Client() {
        return Admin.at(ring.first).register(new JsonObject().put("grant_types", List.of("client_credentials"))
                .put("access_token_signed_response_alg", "ES256")).getString("client_id");
    }

    @Test
    void takes_a_stolen_key_and_all_that_it_signed_away_and_signs_with_a_fresh_one() {
        String stolen = ring.kid(RS256, "ACTIVE");
        String next = ring.kid(RS256, "NEXT");
        String token = token(ring.second);

        HttpAnswer answer = ring.revoke(stolen);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String fresh = answer.json().getString("active_kid");
        assertThat(fresh).isNotIn(stolen, next);
        assertThat(isActive(ring.first, token)).isFalse();
        assertThat(Await.within(Duration.ofSeconds(1), () -> !isActive(ring.second, token))).isTrue();
        assertThat(published(ring.first)).doesNotContain(stolen).startsWith(fresh).contains(next);
        ring.awaitGone(stolen);
        ring.awaitSigner(fresh);
        assertThat(isActive(ring.second, token(ring.first))).isTrue();
        assertThat(ring.kid(RS256, "NEXT")).isEqualTo(next);
        assertThat(ring.query("select actor from audit_events where type = 'key.revoked' and subject = '" + stolen + "'"))
                .containsExactly("signet-admin");
        assertThat(ring.query("select kind from revocations where value = '" + stolen + "'")).containsExactly("kid");
        assertThat(ring.revoke(stolen).status()).as("once more").isEqualTo(404);
    }

    @Test
    void replaces_a_revoked_next_key_and_goes_on_signing_with_the_active_one() {
        String active = ring.kid(RS256, "ACTIVE");
        String next = ring.kid(RS256, "NEXT");
        String token = token(ring.second);

        assertThat(ring.revoke(next).json().getString("active_kid")).isEqualTo(active);

        ring.awaitGone(next);
        assertThat(ring.kid(RS256, "NEXT")).isNotEqualTo(next);
        assertThat(isActive(ring.second, token)).isTrue();
    }

    @Test
    void takes_a_retired_key_away_before_its_time() {
        String before = ring.kid(RS256, "ACTIVE");
        String token = token(ring.second);
        ring.pass("2 hours");
        assertThat(ring.rotate(ring.first, RS256).status()).isEqualTo(202);
        String active = ring.kid(RS256, "ACTIVE");

        assertThat(ring.revoke(before).json().getString("active_kid")).isEqualTo(active).isNotEqualTo(before);

        ring.awaitGone(before);
        assertThat(Await.within(Duration.ofSeconds(1), () -> !isActive(ring.second, token))).isTrue();
        assertThat(signer(token(ring.first))).isEqualTo(active);
    }

    @Test
    void signs_with_native_arithmetic_where_it_loads_and_with_the_jdks_where_it_is_asked_for() {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (Set.of("Linux amd64", "Linux aarch64").contains(os)) {
            assertThat(ring.logOfFirst()).contains("tokens are signed by AmazonCorrettoCryptoProvider");
        }
        assertThat(ring.logOfSecond()).contains("tokens are signed by the JDK's own crypto providers");
        assertThat(isActive(ring.second, token(ring.first))).isTrue();
        assertThat(isActive(ring.first, token(ring.second))).isTrue();
    }
}
