package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.testing.Altcha;
import dev.signet.testing.Browser;
import dev.signet.testing.Browser.Form;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The calculation that stands in for a verification code's picture. */
@SignetTest
class CalculationIT {
    private static final String SESSION = "__Host-signet_session";
    private static final Pattern DATA = Pattern.compile("data-(\\w+)=\"([^\"]*)\"");

    private final Http http;
    private final StoreUrls urls;

    CalculationIT(Http http, StoreUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Test
    void is_offered_beside_the_picture() {
        HttpAnswer page = challenged(browser());

        assertThat(page.text()).contains("name=\"another\" value=\"altcha\"", "Let this browser do a calculation instead",
                "data:image/png").doesNotContain("<script", "id=\"altcha\"");
        assertThat(page.header("Content-Security-Policy")).doesNotContain("script-src");
    }

    @Test
    void takes_the_pictures_place_behind_a_fence_that_lets_a_file_of_ours_run() {
        Browser browser = browser();

        HttpAnswer page = calculation(browser, Browser.form(challenged(browser)).with("password", Person.PASSWORD));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("data-algorithm=\"SHA-256\"", "<noscript>", "role=\"status\"",
                "Show a picture instead").doesNotContain("<img", Person.PASSWORD)
                .doesNotContainPattern("<script(?! src=\"/altcha)");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "; script-src 'self'",
                "form-action 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(browser.send(Browser.form(page).with("another", "image")).text()).as("and back").contains("<img");
    }

    @Test
    void lets_in_whoever_sends_the_right_number() {
        Person person = Person.register(http);
        Browser browser = browser();

        HttpAnswer answer = browser.send(solved(calculation(browser)).with("identifier", person.username())
                .with("password", Person.PASSWORD));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(browser.cookie(SESSION)).isPresent();
    }

    @Test
    void refuses_a_wrong_number_with_another_calculation() {
        Person person = Person.register(http);
        Browser browser = browser();
        Form form = Browser.form(calculation(browser)).with("identifier", person.username()).with("password", Person.PASSWORD);

        HttpAnswer answer = browser.send(form.with("captcha_answer", "eyJudW1iZXIiOjF9"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("role=\"alert\"", "id=\"altcha\"").doesNotContain("<img");
        assertThat(Browser.form(answer).fields().get("captcha_id")).isNotEqualTo(form.fields().get("captcha_id"));
        assertThat(browser.send(form).status()).as("none at all").isEqualTo(403);
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void refuses_a_number_that_was_spent() {
        Person person = Person.register(http);
        Browser browser = browser();
        Form solved = solved(calculation(browser)).with("identifier", person.username());
        assertThat(browser.send(solved.with("password", "wrong")).status()).isEqualTo(401);

        assertThat(browser.send(solved.with("password", Person.PASSWORD)).status()).isEqualTo(403);
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void refuses_at_a_sign_in_what_was_posed_for_a_sign_up() {
        Person person = Person.register(http);
        Browser browser = browser();
        Form signUp = solved(browser.send(Browser.form(browser.get("/register")).with("another", "altcha")));

        HttpAnswer answer = browser.send(new Form("/login", signUp.fields()).with("identifier", person.username())
                .with("password", Person.PASSWORD));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void is_posed_to_whoever_signs_up() {
        Browser browser = browser();
        HttpAnswer page = browser.send(Browser.form(browser.get("/register")).with("another", "altcha"));
        assertThat(page.header("Content-Security-Policy")).contains("; script-src 'self'");
        Form form = solved(page).with("username", Person.unique());

        assertThat(browser.send(form.with("captcha_answer", "x").with("password", Person.PASSWORD)).text())
                .contains("id=\"altcha\"");
        Form again = solved(browser.send(form.with("another", "altcha")));
        assertThat(browser.send(again.with("password", Person.PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void is_posed_to_whoever_changes_the_password() {
        Browser browser = browser();
        assertThat(browser.send(SignInIT.filled(browser, Person.register(http).username(), Person.PASSWORD)).status())
                .isEqualTo(303);
        Form form = Browser.forms(browser.get("/account")).stream().filter(f -> f.action().equals("/account/password"))
                .findFirst().orElseThrow();

        HttpAnswer page = browser.send(form.with("another", "altcha"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("id=\"altcha\"");
        assertThat(page.header("Content-Security-Policy")).contains("; script-src 'self'", "form-action 'self'");
    }

    @Test
    void is_a_picture_again_where_the_type_is_unknown() {
        Browser browser = browser();

        HttpAnswer page = browser.send(Browser.form(challenged(browser)).with("another", "\"><script>"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<img").doesNotContain("<script");
    }

    @Test
    void comes_first_where_there_are_no_pictures() {
        try (SignetService service = ServiceLaunch.on(urls).with("SIGNET_CAPTCHA_TYPES", "altcha").start()) {
            HttpAnswer page = challenged(new Browser(Http.to(service.baseUri()).fromFresh()));
            assertThat(page.text()).contains("id=\"altcha\"").doesNotContain("<img", "name=\"another\"", "The picture");
            assertThat(page.header("Content-Security-Policy")).contains("; script-src 'self'");
        }
    }

    @Test
    void is_not_offered_where_it_is_off() {
        try (SignetService service = ServiceLaunch.on(urls).with("SIGNET_CAPTCHA_TYPES", "image").start()) {
            Browser browser = new Browser(Http.to(service.baseUri()).fromFresh());
            HttpAnswer page = challenged(browser);
            assertThat(page.text()).contains("<img").doesNotContain("altcha");
            assertThat(calculation(browser, Browser.form(page)).text()).contains("<img").doesNotContain("altcha");
        }
    }

    @Test
    void is_done_by_a_script_that_the_browser_may_keep() {
        HttpAnswer script = http.get("/altcha.js");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.header("Cache-Control")).contains("public");
        assertThat(script.text()).contains("crypto.subtle").doesNotContain("eval", "innerHTML", "fetch(", "http");
    }

    private Browser browser() {
        return new Browser(http.fromFresh());
    }

    /** @return the page that asks for a verification code, after three wrong passwords */
    private static HttpAnswer challenged(Browser browser) {
        HttpAnswer page = null;
        for (int i = 0; i < 3; i++) {
            page = browser.send(SignInIT.filled(browser, Person.unique(), "wrong " + i));
            assertThat(page.status()).as(page.toString()).isEqualTo(401);
        }
        assertThat(Browser.form(page).fields()).containsKey("captcha_id");
        return page;
    }

    private static HttpAnswer calculation(Browser browser) {
        return calculation(browser, Browser.form(challenged(browser)));
    }

    private static HttpAnswer calculation(Browser browser, Form form) {
        return browser.send(form.with("another", "altcha"));
    }

    /** @return the page's form with what its script would write */
    private static Form solved(HttpAnswer page) {
        Form form = Browser.form(page);
        JsonObject challenge = new JsonObject();
        DATA.matcher(page.text()).results()
                .forEach(data -> challenge.put(data.group(1), data.group(2).replace("&amp;", "&")));
        challenge.put("maxnumber", Long.valueOf(challenge.getString("maxnumber")));
        JsonObject answer = Altcha
                .solve(new JsonObject().put("id", form.fields().get("captcha_id")).put("challenge", challenge));
        return form.with("captcha_answer", answer.getString("answer"));
    }
}
