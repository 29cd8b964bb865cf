package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.AriaRole;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** One person's way through everything, in a real Chromium, with a client that plays its own part over HTTP. */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyIT {
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String CALLBACK = "/callback";

    private final Stores stores;
    private final String username = Person.unique();
    private Chromium chromium;
    private ClientSite site;
    private SignetService service;
    private RelyingParty client;
    private Screen screen;

    JourneyIT(Stores stores) {
        this.stores = stores;
    }

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        site = ClientSite.start();
        StoreUrls urls = stores.fresh();
        service = ServiceLaunch.on(urls).with("SIGNET_HTTP_TRUSTED_PROXIES", "127.0.0.0/8,::1").start();
        client = RelyingParty.registered().with("client_name", "Harbour Orders").with("skip_consent", false)
                .with("scope", "openid email orders").with("redirect_uris", new String[] { site.url(CALLBACK) })
                .with("post_logout_redirect_uris", new String[] { site.url("/bye") })
                .with("grant_types", new String[] { "authorization_code", "refresh_token", DEVICE_CODE })
                .in(stores, urls, Http.to(service.baseUri()));
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        if (site != null) {
            site.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void leads_from_the_sign_up_to_the_last_sign_out() {
        try (BrowserContext context = chromium.browser().newContext(Look.ENGLISH_LIGHT.options())) {
            screen = new Screen(context.newPage(), service.issuer());
            screen.comesFrom("198.51.100.1");
            JsonObject tokens = signsUpForTheClient();
            JsonObject refreshed = refreshes(tokens);
            signsOutAtTheClient(refreshed);
            guessesAndSolvesTheChallenge();
            screen.comesFrom("198.51.100.2"); // where nobody guessed
            provesAgainWhoItIs();
            isSentBackByAForm();
            connectsADevice();
            signsOutEverywhere();
        }
    }

    private JsonObject signsUpForTheClient() {
        screen.open(authorize());
        screen.shows("Sign in");
        screen.follow("Create an account");
        screen.shows("Create an account");
        screen.fill("Username", username);
        screen.fill("Password", Person.PASSWORD);
        screen.press("Create account");
        screen.shows("Harbour Orders asks for your consent");
        screen.press("Allow");
        Map<String, String> answer = site.arrival(screen.page(), CALLBACK);
        assertThat(answer).containsEntry("state", "a state").containsEntry("iss", service.issuer());
        return redeemed(answer);
    }

    private JsonObject redeemed(Map<String, String> answer) {
        HttpAnswer tokens = client.redeem(answer.get("code"), "redirect_uri", site.url(CALLBACK));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        return tokens.json();
    }

    private JsonObject refreshes(JsonObject tokens) {
        HttpAnswer refreshed = client.refresh(tokens.getString("refresh_token"));
        assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);
        assertThat(client.active(refreshed.json().getString("access_token"))).isTrue();
        return tokens.copy().mergeIn(refreshed.json());
    }

    private void signsOutAtTheClient(JsonObject tokens) {
        screen.open("/oauth2/logout?" + RelyingParty.query(Map.of("id_token_hint", tokens.getString("id_token"),
                "post_logout_redirect_uri", site.url("/bye"), "state", "gone")));
        assertThat(site.arrival(screen.page(), "/bye")).containsEntry("state", "gone");
        assertThat(client.refresh(tokens.getString("refresh_token")).status()).as("the sign-in is over").isEqualTo(400);
        assertThat(client.active(tokens.getString("access_token"))).isFalse();
    }

    private void guessesAndSolvesTheChallenge() {
        screen.open(authorize());
        for (int i = 0; i < 3; i++) {
            signsIn("wrong " + i);
            screen.says(AriaRole.ALERT, "do not match");
        }
        screen.pictures("Picture of six letters and digits");
        screen.press("Let this browser do a calculation instead");
        screen.says(AriaRole.STATUS, "The calculation is done. You can go on.");
        screen.shows("Sign in");
        signsIn(Person.PASSWORD);
        assertThat(redeemed(site.arrival(screen.page(), CALLBACK))).as("nobody is asked twice to agree").isNotEmpty();
    }

    private void provesAgainWhoItIs() {
        screen.open(authorize());
        assertThat(site.arrival(screen.page(), CALLBACK)).as("is signed in").containsKey("code");
        screen.open(authorize("prompt", "login"));
        screen.shows("Sign in");
        signsIn(Person.PASSWORD);
        assertThat(site.arrival(screen.page(), CALLBACK)).containsKey("code");
    }

    private void isSentBackByAForm() {
        screen.open(authorize("response_mode", "form_post"));
        Map<String, String> answer = site.arrival(screen.page(), CALLBACK);
        assertThat(screen.page().textContent("p")).isEqualTo("POST " + CALLBACK);
        assertThat(screen.page().url()).as("no code in an address").isEqualTo(site.url(CALLBACK));
        assertThat(answer).containsEntry("state", "a state");
        assertThat(redeemed(answer)).isNotEmpty();
    }

    private void connectsADevice() {
        JsonObject device = client.call("/oauth2/device_authorization", Map.of("scope", "openid")).send().json();
        screen.open("/device");
        screen.shows("Connect a device");
        screen.fill("Code", device.getString("user_code"));
        screen.press("Continue");
        screen.shows("Is this your device?");
        screen.press("Allow");
        screen.shows("The device is connected");
        HttpAnswer tokens = client.call("/oauth2/token", Map.of("grant_type", DEVICE_CODE, "device_code",
                device.getString("device_code"))).send();
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
    }

    private void signsOutEverywhere() {
        screen.open("/account");
        screen.shows("Your account");
        screen.press("Sign out everywhere");
        screen.shows("Signed out");
        screen.open("/account");
        screen.shows("Sign in");
        screen.open(authorize("prompt", "none"));
        assertThat(site.arrival(screen.page(), CALLBACK)).containsEntry("error", "login_required");
    }

    private String authorize(String... changes) {
        Map<String, String> request = client.request(changes);
        request.put("redirect_uri", site.url(CALLBACK));
        request.put("scope", "openid email orders");
        return RelyingParty.authorizeUrl(request);
    }

    private void signsIn(String password) {
        screen.fill("Username, email or phone number", username);
        screen.fill("Password", password);
        screen.press("Sign in");
    }
}
