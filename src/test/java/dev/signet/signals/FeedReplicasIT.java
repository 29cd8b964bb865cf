package dev.signet.signals;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.Subscriber;
import dev.signet.testing.Subscriber.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The feed when a replica, a store or a subscriber fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedReplicasIT {
    private static final int MOST_OF_A_CLIENT = 3;
    private static final Duration BOUND = Duration.ofSeconds(15);

    private Stores stores;
    private StoreUrls urls;
    private SignetService first;
    private SignetService second;
    private Http a;

    @BeforeAll
    void start(@TempDir Path home) {
        stores = Stores.start(home);
        urls = stores.fresh();
        first = ServiceLaunch.on(urls).with("SIGNET_SIGNALS_STREAMS_PER_CLIENT", String.valueOf(MOST_OF_A_CLIENT))
                .with("SIGNET_SIGNALS_BUFFER", "50").start();
        second = first.replica().start();
        a = Http.to(first.baseUri());
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
        stores.close();
    }

    @Test
    void goes_on_at_the_other_replica_with_nothing_missing_and_nothing_twice() {
        JsonObject client = client();
        String before = signOut();
        Event last;
        try (Subscriber subscriber = subscribe(first, client, Map.of())) {
            last = heard(subscriber, before);
        }
        String meanwhile = signOut();
        try (Subscriber there = subscribe(second, client, Map.of("Last-Event-ID", last.id()))) {
            String after = signOut();

            List<String> values = new ArrayList<>();
            while (!values.contains(after)) {
                values.add(there.nextRevocation().data().getString("value"));
            }
            assertThat(values).containsExactly(meanwhile, after);
        }
    }

    @Test
    void goes_on_while_redis_is_away() {
        JsonObject client = client();
        String token = Person.register(a).signIn().getString("access_token");
        try (Subscriber subscriber = subscribe(second, client, Map.of())) {
            stores.stopRedis();
            try {
                logout(token);
                assertThat(heard(subscriber, sid(token))).isNotNull();
                subscriber.awaitMark();
            } finally {
                stores.startRedis();
            }
        }
    }

    @Test
    void is_silent_while_postgres_is_away_and_turns_nobody_in() {
        JsonObject client = client();
        try (Subscriber subscriber = subscribe(first, client, Map.of())) {
            subscriber.awaitMark();
            stores.stopPostgres();
            try {
                assertThat(Await.within(BOUND, () -> subscriber.poll(Duration.ofMillis(2500)) == null)).isTrue();
                assertThat(subscriber.overWithin(Duration.ZERO)).as("silent, not over").isFalse();
                HttpAnswer late = call(client).send();
                assertThat(late.status()).isEqualTo(503);
                assertThat(late.header("Retry-After")).isNotNull();
            } finally {
                stores.startPostgres();
            }
            assertThat(subscriber.upToMark()).as("it goes on").isNotEmpty();
        }
    }

    @Test
    void serves_a_client_so_many_streams_and_another_one_still() {
        JsonObject client = client();
        List<Subscriber> streams = new ArrayList<>();
        try {
            for (int n = 0; n < MOST_OF_A_CLIENT; n++) {
                streams.add(subscribe(first, client, Map.of()));
            }
            HttpAnswer refused = call(client).send();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotNull();
            streams.add(subscribe(first, client(), Map.of()));
            assertThat(Http.to(first.managementUri()).get("/q/metrics").text())
                    .containsPattern("signet_signals_streams (4|5|6|7)\\.0");
        } finally {
            streams.forEach(Subscriber::close);
        }
        assertThat(Await.within(BOUND, () -> call(client).header("Last-Event-ID", "x").send().status() == 400)).isTrue();
        assertThat(Await.within(BOUND, () -> Http.to(first.managementUri()).get("/q/metrics").text()
                .contains("signet_signals_streams 0.0"))).as("who went is no longer counted").isTrue();
    }

    @Test
    void cuts_a_subscriber_that_does_not_read_and_no_other() throws IOException, SQLException {
        JsonObject client = client();
        try (Socket deaf = deaf(client); Subscriber subscriber = subscribe(first, client, Map.of())) {
            assertThat(Await.within(BOUND, () -> streams() == 2)).isTrue();
            revokeMuch();

            assertThat(Await.within(BOUND, () -> streams() == 1)).as("streams " + streams()).isTrue();
            assertThat(subscriber.overWithin(Duration.ZERO)).isFalse();
            assertThat(heard(subscriber, signOut())).isNotNull();
        }
    }

    /** More than any socket buffer holds; they expire soon. */
    private void revokeMuch() throws SQLException {
        try (Connection connection = stores.connect(urls); Statement sql = connection.createStatement()) {
            sql.execute("insert into revocations (kind, value, expires_at) select 'jti', n || repeat('x', 40000), "
                    + "now() + interval '10 seconds' from generate_series(1, 400) n");
        }
    }

    private long streams() {
        return Http.to(first.managementUri()).get("/q/metrics").text().lines()
                .filter(line -> line.startsWith("signet_signals_streams ")).map(line -> line.split(" ")[1])
                .mapToLong(value -> (long) Double.parseDouble(value)).findFirst().orElseThrow();
    }

    private Socket deaf(JsonObject client) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("localhost", first.baseUri().getPort()));
        String pair = client.getString("client_id") + ":" + client.getString("client_secret");
        socket.getOutputStream().write(("GET /oauth2/revocations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(US_ASCII)) + "\r\n\r\n").getBytes(US_ASCII));
        return socket;
    }

    @Test
    void is_over_when_the_replica_is_told_to_end_and_does_not_hold_it_up() {
        JsonObject client = client();
        SignetService third = first.replica().with("QUARKUS_SHUTDOWN_DELAY", "2S").start();
        try (Subscriber subscriber = subscribe(third, client, Map.of())) {
            subscriber.awaitMark();

            third.sigterm();

            assertThat(subscriber.overWithin(Duration.ofMillis(1500))).as("at once, not after the delay").isTrue();
            assertThat(subscriber.endedCleanly()).isTrue();
            assertThat(Http.to(third.baseUri()).request("GET", "/oauth2/revocations").basic(client.getString("client_id"),
                    client.getString("client_secret")).send().status()).as("go elsewhere").isEqualTo(503);
            assertThat(third.awaitExit(Duration.ofSeconds(8))).as("the drain has nothing to wait for").isPresent();
        } finally {
            third.close();
        }
    }

    private dev.signet.testing.HttpCall call(JsonObject client) {
        return a.request("GET", "/oauth2/revocations").basic(client.getString("client_id"), client.getString("client_secret"));
    }

    private Subscriber subscribe(SignetService service, JsonObject client, Map<String, String> headers) {
        return Subscriber.to(service.baseUri(), client.getString("client_id"), client.getString("client_secret"), headers);
    }

    private JsonObject client() {
        return Admin.at(a).register(new JsonObject().put("client_id", "feed-" + Person.unique())
                .put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders:read")
                .put("may_introspect", true));
    }

    private String signOut() {
        String token = Person.register(a).signIn().getString("access_token");
        logout(token);
        return sid(token);
    }

    private void logout(String token) {
        assertThat(a.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send().status()).isEqualTo(204);
    }

    private static String sid(String token) {
        return RelyingParty.claims(token).getString("sid");
    }

    private static Event heard(Subscriber subscriber, String value) {
        Event event = subscriber.nextRevocation();
        while (!value.equals(event.data().getString("value"))) {
            event = subscriber.nextRevocation();
        }
        return event;
    }
}
