package dev.signet.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.proof.RevokeRaces;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.StatusBits;
import io.vertx.core.json.JsonObject;

/** A revocation reaches every replica within a second, whatever became of Redis meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationIT {
    /** What is promised, and what a machine under load may add to a test's own round trip. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    private Stores stores;
    private StoreUrls urls;
    private SignetService first;
    private SignetService second;
    private Http a;
    private Http b;
    private RelyingParty client;

    @BeforeAll
    void start(@TempDir Path home) {
        stores = Stores.start(home);
        urls = stores.fresh();
        first = ServiceLaunch.on(urls).start();
        second = first.replica().start();
        a = Http.to(first.baseUri());
        b = Http.to(second.baseUri());
        client = RelyingParty.registered().in(stores, urls, a);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
        stores.close();
    }

    @Test
    void reaches_the_other_replica_within_a_second() {
        String token = Person.register(a).signIn().getString("access_token");
        assertThat(active(b, token)).isTrue();

        logout(a, token);

        assertThat(active(a, token)).isFalse();
        assertThat(Await.within(BOUND, () -> !active(b, token))).isTrue();
        assertThat(b.request("GET", "/api/v1/me").bearer(token).send().status()).isEqualTo(401);
    }

    @Test
    void reaches_the_status_list_of_the_other_replica_within_a_second() {
        String token = Person.register(a).signIn().getString("access_token");
        assertThat(invalid(b, token)).isFalse();

        logout(a, token);

        assertThat(Await.within(BOUND, () -> invalid(b, token))).isTrue();
    }

    /** A replica that has not heard of it yet mints into the past: what it gave is dead, what it gives then is not. */
    @Test
    void of_a_client_means_the_tokens_of_both_replicas_until_then() {
        String here = adminToken(a);
        String there = adminToken(b);
        assertThat(a.request("POST", "/api/v1/admin/revocations").bearer(here)
                .json(new JsonObject().put("type", "client").put("value", "signet-admin")).send().status()).isEqualTo(204);

        assertThat(active(a, here)).isFalse();
        assertThat(active(a, there)).isFalse();
        assertThat(Await.within(BOUND, () -> !active(b, here) && !active(b, there))).isTrue();
        assertThat(Await.within(BOUND, () -> invalid(b, here) && invalid(b, there))).isTrue();
        assertThat(active(a, adminToken(b))).isTrue();
        assertThat(active(b, adminToken(a))).isTrue();
    }

    @Test
    void ends_the_sign_in_of_one_client_only() {
        Person person = Person.register(a);
        String here = person.signIn().getString("access_token");
        String there = person.signIn().getString("access_token");

        logout(a, here);

        assertThat(active(a, here)).isFalse();
        assertThat(active(a, there)).isTrue();
    }

    @Test
    void ends_every_sign_in_of_the_person_and_nobody_elses() {
        Person person = Person.register(a);
        String other = Person.register(a).signIn().getString("access_token");
        String here = person.signIn().getString("access_token");
        String there = person.signIn().getString("access_token");

        assertThat(a.request("POST", "/api/v1/logout").bearer(here).json(new JsonObject().put("scope", "all")).send().status())
                .isEqualTo(204);

        assertThat(active(a, here)).isFalse();
        assertThat(active(a, there)).isFalse();
        assertThat(active(a, other)).isTrue();
    }

    @Test
    void holds_after_redis_was_flushed_and_writes_the_list_again() {
        String token = Person.register(a).signIn().getString("access_token");
        logout(a, token);
        stores.flushRedis();

        assertThat(active(a, token)).isFalse();
        assertThat(Await.within(BOUND, () -> !active(b, token))).isTrue();
        assertThat(Await.within(Duration.ofSeconds(5), () -> listed(token))).isTrue();
    }

    /** The code's contents are gone, the sign-in that it opened is not (RFC 6749 §4.1.2). */
    @Test
    void takes_back_what_a_code_gave_that_comes_again_after_redis_was_flushed() {
        Person person = Person.register(a);
        String code = client.code(new Browser(person.http()), person);
        String token = client.redeem(code).json().getString("access_token");
        stores.flushRedis();

        assertThat(client.redeem(code).json().getString("error")).isEqualTo("invalid_grant");

        assertThat(active(a, token)).isFalse();
        assertThat(Await.within(BOUND, () -> !active(b, token))).isTrue();
    }

    @Test
    void holds_while_redis_is_away_and_after_it_came_back_empty() {
        String token = Person.register(a).signIn().getString("access_token");
        stores.stopRedis();
        try {
            logout(a, token);
            assertThat(Await.within(BOUND, () -> !active(b, token))).isTrue();
        } finally {
            stores.startRedis();
        }
        assertThat(active(a, token)).isFalse();
        assertThat(active(b, token)).isFalse();
        assertThat(Await.within(Duration.ofSeconds(10), () -> listed(token))).isTrue();
    }

    @Test
    void revokes_one_access_token_for_the_client_that_holds_it() {
        String token = adminToken();
        HttpAnswer revoked = a.request("POST", "/oauth2/revoke").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("token", token)).send();

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(active(a, token)).isFalse();
        assertThat(Await.within(BOUND, () -> !active(b, token))).isTrue();
        assertThat(active(a, adminToken())).isTrue();
    }

    /** The proof {@code races} is the same with 1,000 rounds. */
    @Test
    void leaves_no_live_token_where_it_meets_refreshes() {
        RevokeRaces races = new RevokeRaces(a, b);

        races.run(4, 60);

        assertThat(races.violations()).isEmpty();
    }

    @Test
    void leaves_another_clients_token_alone() {
        String token = adminToken();
        HttpAnswer answer = a.postForm("/oauth2/revoke", Map.of("client_id", "signet", "token", token));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(active(a, token)).isTrue();
    }

    private String adminToken() {
        return adminToken(a);
    }

    private static String adminToken(Http replica) {
        return replica.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private static void logout(Http http, String token) {
        HttpAnswer answer = http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private static boolean active(Http http, String token) {
        HttpAnswer answer = http.post("/api/v1/token/validate", new JsonObject().put("token", token));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getBoolean("active");
    }

    private static boolean invalid(Http replica, String token) {
        JsonObject reference = RelyingParty.claims(token).getJsonObject("status").getJsonObject("status_list");
        HttpAnswer answer = replica.get(URI.create(reference.getString("uri")).getPath());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StatusBits.of(answer.text()).isInvalid(reference.getInteger("idx"));
    }

    private boolean listed(String token) {
        String sid = new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8)).getString("sid");
        return stores.redis(urls, "EXISTS signet:{rev}:sid:" + sid).equals(":1");
    }
}
