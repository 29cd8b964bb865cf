package dev.signet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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
import io.vertx.core.json.JsonObject;

/** The table of what happens when a store is away for half a minute, and the recovery without a restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresAwayIT {
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private Stores stores;
    private SignetService service;
    private Http http;
    private Http management;
    private RelyingParty client;
    private Person person;
    private JsonObject signedIn;

    @BeforeAll
    void start(@TempDir Path home) {
        stores = Stores.start(home);
        StoreUrls urls = stores.fresh();
        service = ServiceLaunch.on(urls).start();
        http = Http.to(service.baseUri());
        client = RelyingParty.registered().in(stores, urls, http);
        management = Http.to(service.managementUri());
    }

    @AfterAll
    void stop() {
        service.close();
        stores.close();
    }

    @BeforeEach
    void signIn() {
        person = Person.register(http);
        signedIn = person.signIn();
        assertThat(clientCredentials().status()).isEqualTo(200);
    }

    @AfterEach
    void recover() {
        assertThat(Await.within(RECOVERY, () -> person.tryPassword(Person.PASSWORD).status() == 200)).as("signs in again")
                .isTrue();
        assertThat(Await.within(RECOVERY, () -> management.get("/q/health/ready").status() == 200)).as("is ready again")
                .isTrue();
        assertThat(Await.within(RECOVERY, () -> validate().status() == 200)).as("validates again").isTrue();
    }

    @Test
    void postgres_away_stops_people_and_not_services() {
        stores.stopPostgres();
        try {
            assertThat(Await.within(Duration.ofSeconds(5), () -> management.get("/q/health/ready").status() == 503)).isTrue();
            assertThat(Await.within(Duration.ofSeconds(5), () -> validate().status() == 503))
                    .as("once the view is older than 1 s").isTrue();
            long end = System.nanoTime() + OUTAGE.toNanos();
            while (System.nanoTime() < end) {
                isUnavailable(person.tryPassword(Person.PASSWORD));
                isUnavailable(person.refresh(signedIn.getString("refresh_token")));
                isUnavailable(http.fromFresh().post("/api/v1/users",
                        new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD)));
                isUnavailable(logout());
                isUnavailable(validate());
                assertThat(client.redeem("a code").status()).isEqualTo(503);
                isUnavailable(http.request("GET", "/api/v1/me").bearer(signedIn.getString("access_token")).send());
                HttpAnswer minted = clientCredentials();
                assertThat(minted.status()).isEqualTo(200);
                assertThat(RelyingParty.claims(minted.json().getString("access_token")).containsKey("status")).isTrue();
                assertThat(statusList().status()).as("nobody knows what was revoked").isEqualTo(503);
                servesWhatNeedsNoStore();
            }
        } finally {
            stores.startPostgres();
        }
    }

    @Test
    void redis_away_asks_everybody_for_a_code_and_goes_on() {
        stores.stopRedis();
        try {
            assertThat(Await.within(Duration.ofSeconds(5), () -> degraded())).isTrue();
            long end = System.nanoTime() + OUTAGE.toNanos();
            while (System.nanoTime() < end) {
                assertThat(management.get("/q/health/ready").status()).isEqualTo(200);
                assertThat(person.tryPassword(Person.PASSWORD).json().getString("type"))
                        .isEqualTo("urn:signet:problem:captcha-required");
                HttpAnswer withCode = person.http().post("/api/v1/login", new JsonObject().put("identifier", person.username())
                        .put("password", Person.PASSWORD).put("captcha", Altcha.solve(person.http(), "login")));
                assertThat(withCode.status()).as(withCode.toString()).isEqualTo(200);
                Http newcomer = http.fromFresh();
                JsonObject registration = new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD);
                assertThat(newcomer.post("/api/v1/users", registration).status()).isEqualTo(403);
                assertThat(newcomer.post("/api/v1/users", registration.put("captcha", Altcha.solve(newcomer, "registration")))
                        .status())
                        .isEqualTo(201);
                assertThat(validate().json().getBoolean("active")).isTrue();
                authorizationCodesAreUnavailable();
                HttpAnswer refreshed = person.refresh(withCode.json().getString("refresh_token"));
                assertThat(refreshed.status()).isEqualTo(200);
                assertThat(http
                        .post("/api/v1/logout",
                                new JsonObject().put("refresh_token", refreshed.json().getString("refresh_token")))
                        .status()).isEqualTo(204);
                assertThat(person.refresh(refreshed.json().getString("refresh_token")).status()).isEqualTo(401);
                servesWhatNeedsNoStore();
            }
        } finally {
            stores.startRedis();
        }
    }

    private void authorizationCodesAreUnavailable() {
        HttpAnswer page = client.authorize(new Browser(http));
        assertThat(page.status()).as(page.toString()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isNotNull();
        assertThat(client.call("/oauth2/par", client.request()).send().status()).isEqualTo(503);
        assertThat(client.redeem("a code").status()).isEqualTo(503);
    }

    @Test
    void both_away_leaves_what_needs_no_store() {
        stores.stopRedis();
        stores.stopPostgres();
        try {
            long end = System.nanoTime() + OUTAGE.toNanos();
            while (System.nanoTime() < end) {
                isUnavailable(person.tryPassword(Person.PASSWORD));
                isUnavailable(http.fromFresh().post("/api/v1/users",
                        new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD)));
                isUnavailable(logout());
                assertThat(management.get("/q/health/ready").status()).isEqualTo(503);
                servesWhatNeedsNoStore();
            }
        } finally {
            stores.startRedis();
            stores.startPostgres();
        }
    }

    private void servesWhatNeedsNoStore() {
        for (String path : List.of("/.well-known/jwks.json", "/.well-known/openid-configuration")) {
            assertThat(http.get(path).status()).isEqualTo(200);
        }
        assertThat(management.get("/q/health/live").status()).isEqualTo(200);
    }

    private static void isUnavailable(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.json().getString("type")).isEqualTo("urn:signet:problem:unavailable");
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    private boolean degraded() {
        JsonObject ready = management.get("/q/health/ready").json();
        return ready.getJsonArray("checks").stream().map(JsonObject.class::cast)
                .filter(c -> c.getString("name").equals("redis"))
                .anyMatch(c -> c.getJsonObject("data").getBoolean("degraded"));
    }

    private HttpAnswer validate() {
        return http.post("/api/v1/token/validate", new JsonObject().put("token", signedIn.getString("access_token")));
    }

    private HttpAnswer statusList() {
        return http.get(URI.create(RelyingParty.claims(signedIn.getString("access_token")).getJsonObject("status")
                .getJsonObject("status_list").getString("uri")).getPath());
    }

    private HttpAnswer logout() {
        return http.request("POST", "/api/v1/logout").bearer(signedIn.getString("access_token")).json(new JsonObject()).send();
    }

    private HttpAnswer clientCredentials() {
        return http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send();
    }
}
