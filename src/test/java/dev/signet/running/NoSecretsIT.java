package dev.signet.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Altcha;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;

/** Everything secret that goes in or comes out of a call is looked for in logs, metrics, traces and error answers. */
@SignetTest
class NoSecretsIT {
    private static final String CANARY = "canary-in-the-coal-mine";

    private final Stores stores;
    private final Set<String> secrets = new LinkedHashSet<>(List.of(CANARY, Person.PASSWORD, "signet-admin-secret"));
    private final List<HttpAnswer> errors = new ArrayList<>();

    NoSecretsIT(Stores stores) {
        this.stores = stores;
    }

    @Test
    void leave_no_trace_in_logs_metrics_traces_and_errors() {
        Vertx vertx = Vertx.vertx();
        Queue<Buffer> spans = new ConcurrentLinkedQueue<>();
        HttpServer collector = vertx.createHttpServer()
                .requestHandler(r -> r.bodyHandler(body -> {
                    spans.add(body);
                    r.response().end();
                }))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        StoreUrls urls = stores.fresh();
        try (SignetService service = ServiceLaunch.on(urls)
                .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                .with("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .with("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.actualPort())
                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S")
                .with("QUARKUS_LOG_CATEGORY__DEV_SIGNET__LEVEL", "DEBUG").start()) {
            use(service);
            useInABrowser(service, urls);
            assertThat(Await.within(Duration.ofSeconds(10), () -> text(spans).contains("/api/v1/login"))).as("traces arrive")
                    .isTrue();
            String metrics = Http.to(service.managementUri()).get("/q/metrics").text();
            for (String secret : secrets) {
                assertThat(service.logs()).doesNotContain(secret);
                assertThat(metrics).doesNotContain(secret);
                assertThat(text(spans)).doesNotContain(secret);
                assertThat(errors).allSatisfy(error -> assertThat(error.toString()).doesNotContain(secret));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void use(SignetService service) {
        Http http = Http.to(service.baseUri());
        Person person = Person.register(http);
        JsonObject signedIn = person.signIn();
        String access = signedIn.getString("access_token");
        String refresh = signedIn.getString("refresh_token");
        JsonObject captcha = Altcha.solve(http, "login");
        secrets.addAll(List.of(access, refresh, signedIn.getString("id_token"), captcha.getString("answer"),
                person.refresh(refresh).json().getString("refresh_token")));
        error(person.tryPassword(CANARY));
        error(http.post("/api/v1/users", new JsonObject().put("username", CANARY + "\u0000").put("password", CANARY)));
        error(http.post("/api/v1/login", new JsonObject().put("identifier", "x").put("password", CANARY).put("captcha",
                captcha.copy().put("x", CANARY))));
        error(http.request("POST", "/api/v1/login").body("application/json", "{\"password\":\"" + CANARY + "\",,}").send());
        error(http.request("POST", "/api/v1/login").body("application/json", "{\"password\":[\"" + CANARY + "\"]}").send());
        error(http.request("GET", "/api/v1/me").bearer(access + CANARY).send());
        error(http.request("POST", "/oauth2/token").basic("signet-admin", CANARY)
                .form(Map.of("grant_type", "client_credentials")).send());
        error(http.postForm("/oauth2/token", Map.of("client_id", CANARY, "client_secret", CANARY, "grant_type", CANARY)));
        error(http.post("/api/v1/token/refresh", new JsonObject().put("refresh_token", refresh.substring(1) + CANARY)));
        assertThat(http.request("POST", "/oauth2/revoke").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("token", CANARY)).send().status())
                .isEqualTo(200);
        assertThat(http.request("POST", "/api/v1/logout").bearer(access).json(new JsonObject()).send().status()).isEqualTo(204);
    }

    /** What a browser brings is in its URL. */
    private void useInABrowser(SignetService service, StoreUrls urls) {
        Http http = Http.to(service.baseUri());
        Person person = Person.register(http);
        Browser browser = new Browser(person.http());
        RelyingParty client = RelyingParty.registered().in(stores, urls, http);
        String code = client.code(browser, person);
        JsonObject tokens = client.redeem(code).json();
        secrets.addAll(List.of(code, RelyingParty.VERIFIER, client.secret(), tokens.getString("access_token"),
                tokens.getString("refresh_token"), tokens.getString("id_token"),
                browser.cookie("__Host-signet_session").orElseThrow()));
        error(client.redeem(code));
        error(http.get("/oauth2/userinfo?access_token=" + tokens.getString("access_token")));
        assertThat(client.answer(browser, person, "id_token_hint", tokens.getString("id_token"), "state", CANARY))
                .containsKey("code");
        assertThat(browser.get("/device?user_code=" + CANARY).status()).isIn(200, 303);
        assertThat(browser.get("/login?handle=" + CANARY).status()).isEqualTo(400);
        assertThat(browser.get("/oauth2/logout?id_token_hint=" + tokens.getString("id_token")).status()).isEqualTo(303);
    }

    private void error(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        errors.add(answer);
    }

    private static String text(Queue<Buffer> spans) {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.toString(ISO_8859_1)));
        return text.toString();
    }
}
