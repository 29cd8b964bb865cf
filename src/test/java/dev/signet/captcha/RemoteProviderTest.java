package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.captcha.Settings.RemoteSettings;
import dev.signet.http.ClientAddress;
import dev.signet.testing.SettableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpServer;
import io.vertx.mutiny.core.http.HttpServerRequest;

/** Against a siteverify on loopback that answers as each test says. */
class RemoteProviderTest {
    private static final String TOKEN = "token with & and =";

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerResponse> script = json("{\"success\":true}");
    private final HttpServer service = vertx.createHttpServer().requestHandler(this::serve).listenAndAwait(0, "127.0.0.1");
    private final RemoteSettings settings = RemoteSettings
            .turnstileAt("http://127.0.0.1:" + service.actualPort() + "/siteverify");
    private final List<RemoteProvider> opened = new ArrayList<>();
    private final RemoteProvider provider = open(settings);

    @AfterEach
    void close() {
        opened.forEach(RemoteProvider::close);
        vertx.closeAndAwait();
    }

    private RemoteProvider open(RemoteSettings remote) {
        RemoteProvider made = RemoteProvider.of(remote, vertx, clock).orElseThrow();
        opened.add(made);
        return made;
    }

    private void serve(HttpServerRequest request) {
        calls.add(request.method() + " " + request.path());
        request.setExpectMultipart(true).endHandler(() -> {
            forms.add(Map.of("secret", String.valueOf(request.getFormAttribute("secret")),
                    "response", String.valueOf(request.getFormAttribute("response")),
                    "remoteip", String.valueOf(request.getFormAttribute("remoteip"))));
            script.accept(request.getDelegate().response());
        });
    }

    private static Consumer<HttpServerResponse> json(String body) {
        return response -> response.putHeader("Content-Type", "application/json").end(body);
    }

    private static Consumer<HttpServerResponse> status(int status) {
        return response -> response.setStatusCode(status).end("{\"success\":true}");
    }

    private boolean judge(RemoteProvider by, String answer, Purpose purpose) {
        Uni<Boolean> verdict = by.judge(new Attempt(answer, purpose, ClientAddress.parse("192.0.2.7"), any -> true));
        return verdict.await().atMost(Duration.ofSeconds(10));
    }

    private boolean judge() {
        return judge(provider, TOKEN, Purpose.LOGIN);
    }

    @Test
    void poses_the_widgets_site_key() {
        assertThat(provider.pose(Instant.MAX).await().indefinitely().siteKey()).hasValue("site-key");
        assertThat(provider.type()).isEqualTo("turnstile");
    }

    @Test
    void asks_the_service_with_the_secret_the_token_and_the_address() {
        assertThat(judge()).isTrue();
        assertThat(forms).containsExactly(Map.of("secret", "s&cret", "response", TOKEN, "remoteip", "192.0.2.7"));
        assertThat(calls).containsExactly("POST /siteverify");
    }

    @Test
    void rejects_what_the_service_rejects_and_goes_on_asking() {
        script = json("{\"success\":false,\"error-codes\":[\"invalid-input-response\"]}");

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isTrue();
    }

    @Test
    void an_action_must_be_the_purpose() {
        script = json("{\"success\":true,\"action\":\"login\"}");
        assertThat(judge()).isTrue();
        assertThat(judge(provider, TOKEN, Purpose.REGISTRATION)).isFalse();
        script = json("{\"success\":true,\"action\":\"\"}");
        assertThat(judge()).isTrue();
    }

    @Test
    void a_score_must_reach_the_least() {
        script = json("{\"success\":true,\"score\":0.5}");
        assertThat(judge()).isTrue();
        script = json("{\"success\":true,\"score\":0.49}");
        assertThat(judge()).isFalse();
    }

    @Test
    void a_host_name_must_be_one_of_ours_when_they_are_set() {
        RemoteProvider strict = open(settings.onlyFrom("login.example"));
        script = json("{\"success\":true,\"hostname\":\"login.example\"}");
        assertThat(judge(strict, TOKEN, Purpose.LOGIN)).isTrue();
        script = json("{\"success\":true,\"hostname\":\"evil.example\"}");
        assertThat(judge(strict, TOKEN, Purpose.LOGIN)).isFalse();
        script = json("{\"success\":true}");
        assertThat(judge(strict, TOKEN, Purpose.LOGIN)).isFalse();
    }

    @Test
    void asks_nothing_for_a_token_that_cannot_be_one() {
        assertThat(judge(provider, "", Purpose.LOGIN)).isFalse();
        assertThat(judge(provider, "x".repeat(8_193), Purpose.LOGIN)).isFalse();
        assertThat(forms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 429, 302, 204 })
    void is_away_when_the_service_fails_and_back_after_half_a_minute(int status) {
        script = status(status);

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isFalse();
        clock.advance(Duration.ofSeconds(29));
        assertThat(provider.available()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(provider.available()).isTrue();
    }

    /** Else whoever sends a token that the service dislikes switches it off for all. */
    @ParameterizedTest
    @ValueSource(ints = { 400, 403, 413, 422 })
    void is_not_called_away_by_a_bad_token(int status) {
        script = status(status);

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>", "[]", "null", "{}", "{\"success\":\"true\"}",
            "{\"success\":true,\"score\":\"high\"}",
            "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}", "{\"success\":false,\"error-codes\":\"no\"}" })
    void is_away_when_the_answer_judges_nothing(String body) {
        script = json(body);

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isFalse();
    }

    @Test
    void is_away_when_the_service_does_not_answer_within_two_seconds() {
        script = response -> {
        };
        long start = System.nanoTime();

        assertThat(judge()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(4));
        assertThat(provider.available()).isFalse();
    }

    @Test
    void is_away_when_the_answer_stops_half_way() {
        script = response -> response.putHeader("Content-Length", "100").write("{\"success\":");

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isFalse();
    }

    @Test
    void is_away_when_nobody_listens() {
        service.closeAndAwait();

        assertThat(judge()).isFalse();
        assertThat(provider.available()).isFalse();
    }

    @Test
    void reads_no_more_than_16_kilobytes() {
        script = response -> response.setChunked(true).end("{\"success\":true,\"padding\":\"" + "x".repeat(16_384) + "\"}");
        assertThat(judge()).isFalse();
        assertThat(provider.available()).isFalse();

        script = json("{\"success\":true}");
        assertThat(judge()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void follows_no_redirect(int status) {
        script = response -> response.setStatusCode(status).putHeader("Location", "/elsewhere").end();

        assertThat(judge()).isFalse();
        assertThat(calls).containsExactly("POST /siteverify");
    }

    @Test
    void many_at_once_are_all_judged() {
        List<Uni<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(provider.judge(new Attempt(TOKEN, Purpose.LOGIN, ClientAddress.parse("192.0.2.7"), any -> true)));
        }

        assertThat(Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(10))).hasSize(60).containsOnly(true);
    }
}
