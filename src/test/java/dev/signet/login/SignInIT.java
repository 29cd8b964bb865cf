package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Browser;
import dev.signet.testing.Browser.Form;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** {@code /login}, without a client. */
@SignetTest
class SignInIT {
    private static final String SESSION = "__Host-signet_session";
    private final Http http;

    SignInIT(Http http) {
        this.http = http;
    }

    @Test
    void asks_first_for_a_name_and_a_password() {
        HttpAnswer page = browser().get("/login");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(Browser.form(page).fields()).containsKeys("identifier", "password", "csrf");
        assertThat(page.text()).as("outside tests know another page by that word").doesNotContainIgnoringCase("consent");
        assertThat(page.text()).doesNotContain("<script", "style=", "http://", "https://");
    }

    @Test
    void fences_the_page_in() {
        HttpAnswer page = browser().get("/login");

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "style-src 'self'",
                "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'").doesNotContain("unsafe", "script-src");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.headers("Set-Cookie")).hasSize(1).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-").contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain"));
    }

    @Test
    void signs_in_and_goes_on_to_the_account() {
        Person person = Person.register(http);
        Browser browser = browser();

        HttpAnswer answer = browser.send(filled(browser, person.username(), Person.PASSWORD));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/account");
        assertThat(answer.headers("Set-Cookie")).singleElement().asString().startsWith(SESSION + "=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax");
        assertThat(browser.get("/login").header("Location")).as("is signed in").isEqualTo("/account");
    }

    @Test
    void refuses_a_wrong_password_and_keeps_the_name() {
        Person person = Person.register(http);
        Browser browser = browser();

        HttpAnswer answer = browser.send(filled(browser, person.username(), "not my password"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(Browser.form(answer).fields()).containsEntry("identifier", person.username()).containsEntry("password", "");
        assertThat(answer.text()).contains("role=\"alert\"").doesNotContain("not my password");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void says_the_same_of_an_unknown_name() {
        Browser one = browser();
        Browser other = browser();
        String known = one.send(filled(one, Person.register(http).username(), "wrong")).text();
        String unknown = other.send(filled(other, Person.unique(), "wrong")).text();

        assertThat(alert(unknown)).isEqualTo(alert(known)).isNotEmpty();
    }

    @Test
    void asks_for_the_characters_of_a_picture_after_three_wrong_ones() {
        Person person = Person.register(http);
        Browser browser = browser();
        for (int i = 0; i < 3; i++) {
            assertThat(browser.send(filled(browser, person.username(), "wrong " + i)).status()).isEqualTo(401);
        }

        HttpAnswer fourth = browser.send(filled(browser, person.username(), Person.PASSWORD));

        assertThat(fourth.status()).as("the right password is not looked at").isEqualTo(403);
        assertThat(fourth.text()).contains("src=\"data:image/png;base64,");
        assertThat(Browser.form(fourth).fields()).containsKeys("captcha_id", "captcha_answer");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void refuses_a_wrong_answer_with_another_picture() {
        Browser browser = browser();
        Person person = Person.register(http);
        for (int i = 0; i < 3; i++) {
            assertThat(browser.send(filled(browser, person.username(), "wrong " + i)).status()).isEqualTo(401);
        }
        Form challenged = Browser.form(browser.send(filled(browser, person.username(), Person.PASSWORD)));

        HttpAnswer answer = browser.send(challenged.with("password", Person.PASSWORD).with("captcha_answer", "??????"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Browser.form(answer).fields().get("captcha_id")).isNotEmpty()
                .isNotEqualTo(challenged.fields().get("captcha_id"));
        assertThat(browser.send(challenged.with("another", "1")).status()).as("another picture").isEqualTo(200);
    }

    @Test
    void gives_the_browser_a_new_session_at_each_sign_in_and_ends_the_old_one() {
        Person person = Person.register(http);
        String planted = "planted-by-somebody-else-0123456789012345678";
        Browser browser = browser().plant(SESSION, planted);
        assertThat(browser.send(filled(browser, person.username(), Person.PASSWORD)).status()).isEqualTo(303);
        String first = browser.cookie(SESSION).orElseThrow();

        Form form = Browser.form(browser.get("/register"));
        Form again = new Form("/login", form.fields()).with("identifier", person.username()).with("password", Person.PASSWORD);
        assertThat(browser.send(again).status()).isEqualTo(303);

        assertThat(browser.cookie(SESSION).orElseThrow()).isNotEqualTo(first);
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(isSignedIn(browser().plant(SESSION, first))).as("the old one").isFalse();
        assertThat(isSignedIn(browser().plant(SESSION, planted))).as("the planted one").isFalse();
    }

    @Test
    void ends_the_session_of_whoever_was_signed_in_before() {
        Browser browser = browser();
        assertThat(browser.send(filled(browser, Person.register(http).username(), Person.PASSWORD)).status()).isEqualTo(303);
        String first = browser.cookie(SESSION).orElseThrow();
        Form form = Browser.form(browser.get("/register"));

        assertThat(browser.send(new Form("/login", form.fields()).with("identifier", Person.register(http).username())
                .with("password", Person.PASSWORD)).status()).isEqualTo(303);

        assertThat(isSignedIn(browser().plant(SESSION, first))).isFalse();
    }

    @Test
    void refuses_a_token_that_was_made_before_the_sign_in() {
        Browser browser = browser();
        Form before = filled(browser, Person.register(http).username(), Person.PASSWORD);
        assertThat(browser.send(before).status()).isEqualTo(303);

        assertThat(browser.send(before).status()).isEqualTo(403);
    }

    private static boolean isSignedIn(Browser browser) {
        return browser.get("/login").status() == 303;
    }

    @Test
    void refuses_a_form_without_a_token_or_with_another_browsers() {
        Browser browser = browser();
        Form form = filled(browser, Person.unique(), "x");

        assertThat(browser.send(form.without("csrf")).status()).isEqualTo(403);
        assertThat(browser.send(form.with("csrf", "")).status()).isEqualTo(403);
        assertThat(browser.send(form.with("csrf", "A".repeat(43))).status()).isEqualTo(403);
        assertThat(browser.send(form.with("csrf", Browser.form(browser().get("/login")).fields().get("csrf"))).status())
                .isEqualTo(403);
        assertThat(browser().send(form).status()).as("without the cookie").isEqualTo(403);
    }

    @Test
    void refuses_a_form_that_another_site_sent() {
        Browser browser = browser();
        Form form = filled(browser, Person.unique(), "x");

        for (String site : List.of("cross-site", "same-site", "nonsense")) {
            assertThat(browser.send(form, "Sec-Fetch-Site", site).status()).as(site).isEqualTo(403);
        }
        assertThat(browser.send(form, "Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(browser.send(form, "Sec-Fetch-Site", "same-origin").status()).as("its own page").isEqualTo(401);
        assertThat(browser.send(form, "Origin", "null").status()).as("a page that tells nobody where it is").isEqualTo(401);
    }

    @Test
    void refuses_a_handle_that_is_unknown_or_malformed() {
        for (String handle : List.of("x", "A".repeat(43), "..%2F..", "%22%3E%3Cscript%3E")) {
            HttpAnswer page = browser().get("/login?handle=" + handle);
            assertThat(page.status()).as(handle).isEqualTo(400);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.text()).contains("Go back to the application").doesNotContain("<script", "<form");
        }
    }

    @Test
    void escapes_what_was_typed() {
        Browser browser = browser();

        HttpAnswer answer = browser.send(filled(browser, "\"><script>alert(1)</script>", "x"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).doesNotContain("<script").contains("&lt;script&gt;");
    }

    @Test
    void sends_nobody_to_an_address_that_came_with_the_call() {
        Person person = Person.register(http);
        Browser browser = browser();
        Form form = Browser.form(browser.get("/login?to=https://evil.example&next=//evil.example&redirect_uri=//evil.example"))
                .with("to", "//evil.example").with("next", "//evil.example").with("user_code", "//evil.example");

        assertThat(browser.send(form.with("identifier", person.username()).with("password", Person.PASSWORD))
                .header("Location")).isEqualTo("/account");
    }

    @Test
    void speaks_the_language_that_was_chosen_before_the_one_that_the_browser_likes() {
        Browser browser = browser();
        HttpAnswer chinese = browser.get("/login?ui_locales=fr%20zh-CN");

        assertThat(chinese.text()).contains("<html lang=\"zh-CN\">", "密码");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(browser.get("/login").text()).as("is remembered").contains("密码");
        assertThat(http.request("GET", "/login").header("Accept-Language", "zh-Hans,en;q=0.5").send().text()).contains("密码");
        assertThat(http.request("GET", "/login?ui_locales=en").header("Accept-Language", "zh").send().text())
                .contains("Password").contains("<html lang=\"en\">");
    }

    @Test
    void refuses_a_form_that_is_repeated_or_not_a_form() {
        Browser browser = browser();
        Form form = filled(browser, "x", "y");

        assertThat(http.request("POST", "/login").body("application/x-www-form-urlencoded", "identifier=a&identifier=b").send()
                .status()).isEqualTo(400);
        assertThat(http.request("POST", "/login").body("application/x-www-form-urlencoded", "identifier=%FF").send().status())
                .isEqualTo(400);
        assertThat(http.request("POST", "/login").body("application/json", "{}").send().status()).isEqualTo(415);
        assertThat(browser.send(form.with("password", "")).status()).isEqualTo(400);
    }

    private Browser browser() {
        return new Browser(http.fromFresh());
    }

    static Form filled(Browser browser, String identifier, String password) {
        return Browser.form(browser.get("/login")).with("identifier", identifier).with("password", password);
    }

    private static String alert(String page) {
        int at = page.indexOf("role=\"alert\"");
        return at < 0 ? "" : page.substring(at, page.indexOf("</p>", at));
    }
}
