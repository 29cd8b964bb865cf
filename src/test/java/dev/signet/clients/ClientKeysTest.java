package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.testing.Jws;
import dev.signet.testing.SettableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpServer;

/** Where keys of clients are fetched from, how often, and where never. */
class ClientKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final ClientKeys keys = new ClientKeys(new JwksFetch(vertx, new PublicTargets(vertx, true)), clock);
    private final ClientKeys strict = new ClientKeys(new JwksFetch(vertx, new PublicTargets(vertx, false)), clock);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String body = jwks("one");
    private volatile java.util.function.Consumer<HttpServerResponse> answer = response -> response.end(body);
    private HttpServer server;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer().requestHandler(request -> {
            asked.incrementAndGet();
            answer.accept(request.response().getDelegate());
        }).listen(0, "127.0.0.1").await().atMost(PATIENCE);
    }

    @AfterEach
    void stop() {
        keys.close();
        strict.close();
        vertx.closeAndAwait();
    }

    @Test
    void are_fetched_once_and_remembered_for_five_minutes() {
        assertThat(kids(keys, client(url()))).containsExactly("one");
        clock.advance(Duration.ofSeconds(299));
        assertThat(kids(keys, client(url()))).containsExactly("one");
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        body = jwks("two");
        assertThat(kids(keys, client(url()))).containsExactly("two");
    }

    @Test
    void are_fetched_once_for_many_who_ask_at_the_same_time() {
        List<Uni<JsonWebKeySet>> all = new ArrayList<>(Stream.generate(() -> keys.of(client(url()))).limit(50).toList());

        assertThat(Uni.join().all(all).andFailFast().await().atMost(PATIENCE)).hasSize(50);
        assertThat(asked).hasValue(1);
    }

    @Test
    void are_fetched_again_for_an_unknown_kid_once_in_thirty_seconds() {
        assertThat(kids(keys, client(url()), "two")).containsExactly("one");
        body = jwks("two");
        assertThat(kids(keys, client(url()), "two")).containsExactly("one");
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(31));
        assertThat(kids(keys, client(url()), "two")).containsExactly("two");
        assertThat(kids(keys, client(url()), "three")).containsExactly("two");
        assertThat(asked).hasValue(2);
    }

    @Test
    void that_cannot_be_had_are_none_and_that_is_remembered_briefly() {
        answer = response -> response.setStatusCode(500).end();
        assertThat(kids(keys, client(url()))).isEmpty();
        answer = response -> response.end(body);
        assertThat(kids(keys, client(url()))).isEmpty();
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(11));
        assertThat(kids(keys, client(url()))).containsExactly("one");
    }

    @Test
    void are_not_fetched_through_a_redirect() {
        answer = response -> {
            String target = asked.get() == 1 ? url() : "http://127.0.0.1:1/";
            response.setStatusCode(302).putHeader("Location", target).end();
        };

        assertThat(kids(keys, client(url()))).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void are_not_read_beyond_64_kilobytes() {
        answer = response -> response.end(" ".repeat(70_000) + body);

        assertThat(kids(keys, client(url()))).isEmpty();
    }

    @Test
    void are_not_waited_for_beyond_two_seconds() throws InterruptedException {
        CountDownLatch come = new CountDownLatch(1);
        answer = response -> come.countDown();
        long start = System.nanoTime();

        assertThat(kids(keys, client(url()))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(come.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{}", "{\"keys\":5}", "<html>", "{\"keys\":[{}]}" })
    void that_are_no_jwk_set_are_none(String content) {
        body = content;

        assertThat(kids(keys, client(url()))).isEmpty();
    }

    @Test
    void by_value_need_no_call() {
        Client client = new Client();
        client.jwks = jwks("here");

        assertThat(kids(strict, client)).containsExactly("here");
        assertThat(kids(strict, new Client())).isEmpty();
    }

    @Test
    void are_not_fetched_from_this_machine_unless_the_settings_say_so() {
        assertThat(kids(strict, client(url()))).isEmpty();
        assertThat(kids(strict, client(url().replace("http:", "https:")))).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://127.0.0.1:%d/", "https://localhost:%d/", "https://[::1]:%d/",
            "https://[::ffff:127.0.0.1]:%d/",
            "https://0.0.0.0:%d/", "https://2130706433:%d/", "https://0x7f.1:%d/", "https://127.1:%d/",
            "http://example.com:%d/",
            "ftp://127.0.0.1:%d/", "file:///etc/passwd?%d", "https://user@127.0.0.1:%d/", "//127.0.0.1:%d/",
            "https:127.0.0.1:%d",
            "https://169.254.169.254:%d/", "not a url %d" })
    void are_never_fetched_from(String uri) {
        assertThat(kids(strict, client(uri.formatted(server.actualPort())))).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://10.0.0.1:%d/", "http://example.com:%d/", "https://192.168.0.1:%d/" })
    void are_fetched_from_no_other_private_address_even_where_the_settings_allow_this_machine(String uri) {
        assertThat(kids(keys, client(uri.formatted(server.actualPort())))).isEmpty();
    }

    private String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/jwks";
    }

    private static Client client(String uri) {
        Client client = new Client();
        client.jwksUri = uri;
        return client;
    }

    private static List<String> kids(ClientKeys keys, Client client) {
        return names(keys.of(client));
    }

    private static List<String> kids(ClientKeys keys, Client client, String kid) {
        return names(keys.of(client, Optional.of(kid)));
    }

    private static List<String> names(Uni<JsonWebKeySet> set) {
        return set.await().atMost(PATIENCE).getJsonWebKeys().stream().map(key -> key.getKeyId()).toList();
    }

    private static String jwks(String kid) {
        PublicJsonWebKey key = Jws.ecKey();
        key.setKeyId(kid);
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
