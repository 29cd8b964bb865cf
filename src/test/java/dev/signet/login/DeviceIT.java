package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Browser.Form;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import dev.signet.testing.WebClient;
import io.vertx.core.json.JsonObject;

/** {@code /device} (RFC 8628 §3.3). */
@SignetTest
class DeviceIT {
    private final Http http;
    private final WebClient client;
    private Browser browser;

    DeviceIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.client = WebClient.register(stores, urls, "Living room", null);
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(http.fromFresh());
        assertThat(browser.send(SignInIT.filled(browser, Person.register(http).username(), Person.PASSWORD)).status())
                .isEqualTo(303);
    }

    @Test
    void asks_to_sign_in_first_and_comes_back_with_the_code() {
        Browser stranger = new Browser(http.fromFresh());
        HttpAnswer sent = stranger.get("/device?user_code=BCDF-GHJK");
        assertThat(sent.status()).isEqualTo(303);

        HttpAnswer back = stranger.send(Browser.form(stranger.get(sent.header("Location")))
                .with("identifier", Person.register(http).username()).with("password", Person.PASSWORD));

        assertThat(back.header("Location")).isEqualTo("/device?user_code=BCDF-GHJK");
        assertThat(Browser.form(stranger.get(back.header("Location"))).fields()).containsEntry("user_code", "BCDF-GHJK");
    }

    @Test
    void lets_a_device_in_once() {
        JsonObject device = device();
        Form confirm = Browser.form(type(device.getString("user_code").toLowerCase(Locale.ROOT).replace("-", " ")));
        assertThat(token(device).json().getString("error")).isEqualTo("authorization_pending");

        assertThat(browser.send(confirm).text()).contains("The device is connected");

        assertThat(browser.send(confirm).status()).as("once").isEqualTo(400);
        assertThat(type(device.getString("user_code")).status()).isEqualTo(400);
    }

    @Test
    void shows_what_the_device_asks_for_and_its_code() {
        JsonObject device = device();

        HttpAnswer page = type(device.getString("user_code"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Living room", device.getString("user_code"), "read your email address");
    }

    @Test
    void turns_a_device_away() {
        JsonObject device = device();
        HttpAnswer page = type(device.getString("user_code"));

        assertThat(browser.send(Browser.forms(page).get(1)).text()).contains("turned away");

        assertThat(token(device).json().getString("error")).isEqualTo("access_denied");
    }

    @Test
    void refuses_a_code_that_no_device_waits_for() {
        for (String code : List.of("BCDF-GHJK", "", "'; drop table", "\"><script>", "x".repeat(1_000))) {
            HttpAnswer answer = type(code);
            assertThat(answer.status()).as(code).isEqualTo(400);
            assertThat(answer.text()).contains("no device that waits").doesNotContain("<script");
        }
    }

    @Test
    void refuses_more_guesses_after_too_many_wrong_ones() {
        JsonObject device = device();
        int guesses = 0;
        while (type("BCDF-GHJK").status() == 400 && guesses < 50) {
            guesses++;
        }

        assertThat(guesses).isBetween(3, 49);
        HttpAnswer refused = type(device.getString("user_code"));
        assertThat(refused.status()).as("a right one, too").isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void refuses_a_decision_without_the_token() {
        JsonObject device = device();
        Form confirm = Browser.form(type(device.getString("user_code")));

        assertThat(browser.send(confirm.without("csrf")).status()).isEqualTo(403);
        assertThat(browser.send(confirm, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
        assertThat(token(device).json().getString("error")).isEqualTo("authorization_pending");
    }

    private JsonObject device() {
        HttpAnswer answer = http.fromFresh().postForm("/oauth2/device_authorization",
                Map.of("client_id", client.id(), "scope", "openid email"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private HttpAnswer token(JsonObject device) {
        return http.postForm("/oauth2/token", Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "client_id",
                client.id(), "device_code", device.getString("device_code")));
    }

    private HttpAnswer type(String code) {
        return browser.send(Browser.form(browser.get("/device")).with("user_code", code));
    }
}
