package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

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

/** {@code /account}. */
@SignetTest
class AccountIT {
    private static final String SESSION = "__Host-signet_session";
    private static final String NEW_PASSWORD = "eleven green bicycles";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;

    AccountIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @BeforeEach
    void signIn() {
        person = Person.register(http);
        browser = signedIn(person);
    }

    @Test
    void asks_whoever_is_not_signed_in_to_sign_in() {
        HttpAnswer answer = new Browser(http).get("/account");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/login");
        for (String form : List.of("/account/profile", "/account/password", "/account/sessions", "/account/applications",
                "/account/sign-out", "/account/sign-out-everywhere")) {
            Browser stranger = new Browser(http);
            String csrf = Browser.form(stranger.get("/login")).fields().get("csrf");
            assertThat(stranger.send(new Form(form, Map.of("csrf", csrf))).header("Location")).as(form).isEqualTo("/login");
        }
    }

    @Test
    void changes_nothing_without_the_token() {
        HttpAnswer page = browser.get("/account");

        for (Form form : Browser.forms(page)) {
            assertThat(browser.send(form.without("csrf")).status()).as(form.action()).isEqualTo(403);
            assertThat(browser.send(form, "Sec-Fetch-Site", "cross-site").status()).as(form.action()).isEqualTo(403);
        }
        assertThat(browser.get("/account").status()).as("still signed in").isEqualTo(200);
    }

    @Test
    void keeps_a_profile_and_takes_away_what_is_emptied() {
        HttpAnswer saved = browser.send(form("/account/profile").with("name", "Ada <b>Lovelace</b>")
                .with("birthdate", "1815-12-10").with("zoneinfo", "Europe/London").with("locale", "en-GB")
                .with("website", "https://ada.example/").with("address.locality", "London"));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(303);

        HttpAnswer page = browser.get(saved.header("Location"));
        assertThat(page.text()).contains("Your profile is saved.").doesNotContain("<b>Lovelace");
        assertThat(form("/account/profile").fields()).containsEntry("name", "Ada <b>Lovelace</b>")
                .containsEntry("address.locality", "London").containsEntry("zoneinfo", "Europe/London");

        assertThat(browser.send(form("/account/profile").with("name", "").with("address.locality", "")).status())
                .isEqualTo(303);
        assertThat(form("/account/profile").fields()).containsEntry("name", "").containsEntry("address.locality", "")
                .containsEntry("birthdate", "1815-12-10");
    }

    @Test
    void says_beside_each_field_of_the_profile_what_is_wrong_with_it() {
        Map<String, String> bad = Map.of("website", "javascript:alert(1)", "birthdate", "1990-02-30", "zoneinfo",
                "Mars/Olympus",
                "locale", "not a tag", "name", "x".repeat(300), "nickname", "two\nlines");
        for (Map.Entry<String, String> entry : bad.entrySet()) {
            HttpAnswer answer = browser.send(form("/account/profile").with(entry.getKey(), entry.getValue()));
            assertThat(answer.status()).as(entry.getKey()).isEqualTo(400);
            assertThat(answer.text()).as(entry.getKey()).contains("id=\"" + entry.getKey() + "-error\"");
        }
        assertThat(form("/account/profile").fields()).containsEntry("website", "").containsEntry("nickname", "");
    }

    @Test
    void changes_the_password_and_ends_every_other_sign_in() {
        Browser other = signedIn(person);
        JsonObject tokens = person.signIn();

        HttpAnswer answer = browser.send(form("/account/password").with("current_password", Person.PASSWORD)
                .with("new_password", NEW_PASSWORD));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(browser.get("/account").status()).as("this one goes on").isEqualTo(200);
        assertThat(other.get("/account").status()).as("the other one ends").isEqualTo(303);
        assertThat(person.refresh(tokens.getString("refresh_token")).status()).isEqualTo(401);
        Browser later = new Browser(http.fromFresh());
        assertThat(later.send(SignInIT.filled(later, person.username(), NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void refuses_a_new_password_without_the_right_current_one() {
        HttpAnswer wrong = browser.send(form("/account/password").with("current_password", "not this one")
                .with("new_password", NEW_PASSWORD));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("The current password is not right.").doesNotContain(NEW_PASSWORD, "not this one");
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refuses_a_new_password_that_is_short_or_common() {
        for (String bad : List.of("short", "password1234", "")) {
            HttpAnswer answer = browser.send(form("/account/password").with("current_password", Person.PASSWORD)
                    .with("new_password", bad));
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.text()).contains("id=\"new_password-error\"");
        }
    }

    @Test
    void counts_wrong_current_passwords_as_the_api_does() {
        for (int i = 0; i < 3; i++) {
            assertThat(browser.send(form("/account/password").with("current_password", "wrong " + i)
                    .with("new_password", NEW_PASSWORD)).status()).isEqualTo(401);
        }

        HttpAnswer fourth = browser.send(form("/account/password").with("current_password", Person.PASSWORD)
                .with("new_password", NEW_PASSWORD));

        assertThat(fourth.status()).isEqualTo(403);
        assertThat(fourth.text()).contains("data:image/png;base64,", "name=\"captcha_id\"");
    }

    @Test
    void ends_one_other_sign_in() {
        Browser other = signedIn(person);
        JsonObject tokens = person.signIn();
        List<Form> ends = Browser.forms(browser.get("/account")).stream().filter(f -> f.action().equals("/account/sessions"))
                .toList();
        assertThat(ends).as("not this browser's own").hasSize(2);

        for (Form end : ends) {
            assertThat(browser.send(end).status()).isEqualTo(303);
        }

        assertThat(other.get("/account").status()).isEqualTo(303);
        assertThat(person.refresh(tokens.getString("refresh_token")).status()).isEqualTo(401);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void ends_nobody_elses_sign_in() {
        Person stranger = Person.register(http);
        Browser theirs = signedIn(stranger);
        Form end = Browser.forms(signedIn(stranger).get("/account")).stream()
                .filter(f -> f.action().equals("/account/sessions")).findFirst().orElseThrow();
        Form mine = form("/account/sign-out");

        for (String id : List.of(end.fields().get("id"), UUID.randomUUID().toString(), "x", "")) {
            for (String kind : List.of("browser", "application", "")) {
                assertThat(browser.send(new Form("/account/sessions",
                        Map.of("csrf", mine.fields().get("csrf"), "kind", kind, "id", id))).status()).isEqualTo(404);
            }
        }
        assertThat(theirs.get("/account").status()).isEqualTo(200);
    }

    @Test
    void signs_this_browser_out() {
        String cookie = browser.cookie(SESSION).orElseThrow();

        HttpAnswer answer = browser.send(form("/account/sign-out"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers("Set-Cookie")).anyMatch(c -> c.startsWith(SESSION + "=;") && c.contains("Max-Age=0"));
        assertThat(new Browser(http).plant(SESSION, cookie).get("/account").status()).as("the cookie is dead").isEqualTo(303);
    }

    @Test
    void signs_everything_out() {
        Browser other = signedIn(person);
        JsonObject tokens = person.signIn();

        assertThat(browser.send(form("/account/sign-out-everywhere")).status()).isEqualTo(303);

        assertThat(other.get("/account").status()).isEqualTo(303);
        assertThat(person.refresh(tokens.getString("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void takes_back_what_an_application_may_do() {
        WebClient client = WebClient.register(stores, urls, "Orders", null);
        String consent = browser.get(client.authorize(Map.of())).header("Location");
        assertThat(browser.get(browser.send(Browser.form(browser.get(consent))).header("Location")).header("Location"))
                .contains("code=");

        HttpAnswer page = browser.get("/account");
        assertThat(page.text()).contains("Orders");
        assertThat(browser.send(form("/account/applications")).status()).isEqualTo(303);

        assertThat(browser.get(client.authorize(Map.of())).header("Location")).as("asked again").startsWith("/consent");
        assertThat(browser.get("/account").text()).contains("You have allowed no application yet.");
    }

    private Form form(String action) {
        return Browser.forms(browser.get("/account")).stream().filter(f -> f.action().equals(action)).findFirst().orElseThrow();
    }

    private Browser signedIn(Person who) {
        Browser fresh = new Browser(http.fromFresh());
        assertThat(fresh.send(SignInIT.filled(fresh, who.username(), Person.PASSWORD)).status()).isEqualTo(303);
        return fresh;
    }
}
