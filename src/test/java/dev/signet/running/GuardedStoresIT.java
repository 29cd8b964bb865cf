package dev.signet.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.signet.local.Await;
import dev.signet.local.GuardedStores;
import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SharedGuardedStores;
import io.vertx.core.json.JsonObject;

/** The service on the stores of {@code deploy/stores.md}: a Redis Cluster and a PostgreSQL, with TLS and the least rights. */
@ExtendWith(SharedGuardedStores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedStoresIT {
    private static final Duration CONNECTED = Duration.ofSeconds(60);

    private GuardedStores stores;
    private SignetService service;
    private Http http;
    private RelyingParty client;

    @BeforeAll
    void start(GuardedStores shared) {
        stores = shared;
        stores.startPostgres();
        service = stores.service().start();
        http = Http.to(service.baseUri());
        Http management = Http.to(service.managementUri());
        assertThat(Await.within(CONNECTED, () -> management.get("/q/health/ready").text().contains("\"degraded\": false")))
                .as("a connection to every node, each with its handshake").isTrue();
        client = RelyingParty.registered().in(stores.connect(), http);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void redis_is_there_and_signs_in_without_a_verification_code() {
        Http management = Http.to(service.managementUri());

        assertThat(management.get("/q/metrics").text()).contains("signet_redis_away 0.0");
        assertThat(Person.register(http).signIn().getString("access_token")).isNotNull();
        assertThat(management.get("/q/health/ready").text()).contains("\"degraded\": false");
        assertThat(service.logs()).doesNotContain("NOPERM").doesNotContain("permission denied").doesNotContain("s3cret");
    }

    @Test
    void a_code_is_redeemed_once() {
        Person person = Person.register(http);
        String code = client.code(new Browser(person.http()), person);

        HttpAnswer first = client.redeem(code);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(client.redeem(code).json().getString("error")).isEqualTo("invalid_grant");
        assertThat(client.active(first.json().getString("access_token"))).isFalse();
    }

    @Test
    void a_pushed_request_waits_in_redis() {
        HttpAnswer pushed = client.call("/oauth2/par", client.request()).send();

        assertThat(pushed.status()).as(pushed.toString()).isEqualTo(201);
    }

    @Test
    void of_thirty_wrong_passwords_at_once_three_are_looked_at() {
        Person person = Person.register(http);
        List<Integer> answers = IntStream.range(0, 30).parallel().mapToObj(i -> person.tryPassword("wrong " + i).status())
                .toList();

        assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(3);
        assertThat(Person.register(http).signIn()).as("who comes after them").isNotNull();
    }

    @Test
    void a_sign_out_reaches_redis() {
        Person person = Person.register(http);
        String token = person.signIn().getString("access_token");
        String key = "signet:{rev}:sid:" + RelyingParty.claims(token).getString("sid");

        assertThat(http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send().status()).isEqualTo(204);

        assertThat(Await.within(Duration.ofSeconds(10), () -> stores.everyRedis("EXISTS " + key).contains(":1"))).isTrue();
    }

    @Test
    void a_limit_is_changed_by_an_operator_and_audited_by_a_role_that_owns_nothing() {
        HttpAnswer limit = Admin.at(http).request("GET", "/api/v1/admin/limits/registration").send();

        assertThat(limit.status()).isEqualTo(200);
        assertThat(Admin.at(http).request("PUT", "/api/v1/admin/limits/registration").json(limit.json()).send().status())
                .isBetween(200, 204);
    }
}
