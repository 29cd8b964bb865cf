package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

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

/**
 * From a client's authorization request through the pages and back: {@code /login}, {@code /consent}, {@code /select-account}.
 */
@SignetTest
class ConsentIT {
    private final Http http;
    private final WebClient client;
    private final Stores stores;
    private final StoreUrls urls;

    ConsentIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.client = WebClient.register(stores, urls, "Orders & more", "https://client.example/");
    }

    @Test
    void leads_through_sign_in_and_consent_back_to_the_client() {
        Browser browser = new Browser(http.fromFresh());
        HttpAnswer consent = browser.get(atConsent(browser, Map.of()));

        assertThat(consent.status()).isEqualTo(200);
        assertThat(consent.text()).containsIgnoringCase("consent").contains("Orders &amp; more", "email", "orders",
                "https://client.example/privacy", "https://client.example/terms", "https://client.example/");
        HttpAnswer back = follow(browser, browser.send(Browser.form(consent)));
        assertThat(back.header("Location")).startsWith(WebClient.REDIRECT_URI + "?code=");
        HttpAnswer again = browser.get(client.authorize(Map.of()));
        assertThat(again.header("Location")).as("asked once").startsWith(WebClient.REDIRECT_URI + "?code=");
    }

    @Test
    void takes_a_form_that_names_no_decision_for_the_first_of_the_page() {
        Browser browser = new Browser(http.fromFresh());
        Form first = Browser.form(browser.get(atConsent(browser, Map.of())));

        HttpAnswer back = follow(browser, browser.send(first.without("decision")));

        assertThat(back.header("Location")).contains("code=");
    }

    @Test
    void tells_the_client_of_a_no_and_remembers_nothing() {
        Browser browser = new Browser(http.fromFresh());
        HttpAnswer consent = browser.get(atConsent(browser, Map.of()));

        HttpAnswer back = follow(browser, browser.send(Browser.forms(consent).get(1)));

        assertThat(back.header("Location")).startsWith(WebClient.REDIRECT_URI).contains("error=access_denied")
                .doesNotContain("code=");
        assertThat(browser.get(client.authorize(Map.of())).header("Location")).startsWith("/consent?handle=");
    }

    @Test
    void refuses_an_answer_without_the_token_of_that_very_session() {
        Browser browser = new Browser(http.fromFresh());
        Form form = Browser.form(browser.get(atConsent(browser, Map.of())));
        Browser other = new Browser(http.fromFresh());
        Form foreign = Browser.form(other.get(atConsent(other, Map.of())));

        assertThat(browser.send(form.without("csrf")).status()).isEqualTo(403);
        assertThat(browser.send(form.with("csrf", foreign.fields().get("csrf"))).status()).isEqualTo(403);
        assertThat(browser.send(form, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
        assertThat(browser.get(client.authorize(Map.of())).header("Location")).as("nothing was agreed to")
                .startsWith("/consent?handle=");
    }

    @Test
    void asks_nobody_who_is_not_signed_in() {
        Browser browser = new Browser(http.fromFresh());
        String consent = atConsent(browser, Map.of());

        HttpAnswer answer = new Browser(http.fromFresh()).get(consent);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(consent.replace("/consent", "/login"));
    }

    @Test
    void refuses_a_page_without_a_handle() {
        Browser browser = new Browser(http.fromFresh());
        assertThat(browser.get(atConsent(browser, Map.of())).status()).isEqualTo(200);

        for (String page : new String[] { "/consent", "/consent?handle=", "/select-account", "/consent?handle=unknown" }) {
            assertThat(browser.get(page).status()).as(page).isEqualTo(400);
        }
    }

    @Test
    void shows_no_script_of_a_client() {
        WebClient bad = WebClient.register(stores, urls, "<script>alert(1)</script>", "javascript:alert(1)");
        Browser browser = new Browser(http.fromFresh());
        Person person = Person.register(http);

        HttpAnswer login = browser.get(browser.get(bad.authorize(Map.of("login_hint", "\"><img src=x>"))).header("Location"));
        assertThat(login.text()).doesNotContain("<script", "<img");
        assertThat(Browser.form(login).fields()).containsEntry("identifier", "\"><img src=x>");
        HttpAnswer signedIn = browser.send(Browser.form(login).with("identifier", person.username())
                .with("password", Person.PASSWORD));
        String consent = browser.get(browser.get(signedIn.header("Location")).header("Location")).text();
        assertThat(consent).doesNotContain("<script", "javascript:").contains("&lt;script&gt;");
    }

    @Test
    void lets_the_sign_in_form_end_at_the_client() {
        Browser browser = new Browser(http.fromFresh());
        HttpAnswer login = browser.get(browser.get(client.authorize(Map.of())).header("Location"));

        assertThat(login.header("Content-Security-Policy")).contains("default-src 'none'").doesNotContain("form-action");
        assertThat(login.text()).doesNotContainIgnoringCase("consent").contains("Orders &amp; more");
    }

    @Test
    void speaks_the_language_that_the_client_asks_for_and_changes_it_without_losing_the_way() {
        Browser browser = new Browser(http.fromFresh());
        String login = browser.get(client.authorize(Map.of("ui_locales", "fr zh-CN"))).header("Location");

        assertThat(browser.get(login).text()).contains("<html lang=\"zh-CN\">", "handle=");
        HttpAnswer english = browser.get(login + "&ui_locales=en");
        assertThat(english.text()).contains("<html lang=\"en\">");
        assertThat(Browser.form(english).fields()).containsKey("handle");
        assertThat(browser.get(login).text()).as("the person's own choice").contains("<html lang=\"en\">");
    }

    @Test
    void goes_on_after_signing_up() {
        Browser browser = new Browser(http.fromFresh());
        String login = browser.get(client.authorize(Map.of())).header("Location");
        Form form = Browser.form(browser.get(login.replace("/login", "/register")));

        HttpAnswer answer = browser.send(form.with("username", Person.unique()).with("password", Person.PASSWORD));

        assertThat(answer.header("Location")).startsWith("/oauth2/authorize/resume?handle=");
        assertThat(browser.get(answer.header("Location")).header("Location")).startsWith("/consent?handle=");
    }

    @Test
    void asks_as_whom_to_go_on() {
        Browser browser = new Browser(http.fromFresh());
        assertThat(follow(browser, browser.send(Browser.form(browser.get(atConsent(browser, Map.of()))))).status())
                .isEqualTo(303);
        String select = browser.get(client.authorize(Map.of("prompt", "select_account"))).header("Location");
        assertThat(select).startsWith("/select-account?handle=");

        HttpAnswer page = browser.get(select);

        assertThat(page.text()).contains("Continue as", select.replace("/select-account", "/login"));
        assertThat(browser.send(Browser.form(page).without("csrf")).status()).isEqualTo(403);
        assertThat(follow(browser, browser.send(Browser.form(page))).header("Location")).contains("code=");
    }

    /** Signs somebody new in. @return where the client's request is then */
    private String atConsent(Browser browser, Map<String, String> more) {
        Person person = Person.register(http);
        HttpAnswer login = browser.get(browser.get(client.authorize(more)).header("Location"));
        HttpAnswer answer = browser.send(Browser.form(login).with("identifier", person.username())
                .with("password", Person.PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        String consent = browser.get(answer.header("Location")).header("Location");
        assertThat(consent).startsWith("/consent?handle=");
        return consent;
    }

    /** @return the answer of the page that the form leads to */
    private static HttpAnswer follow(Browser browser, HttpAnswer sent) {
        assertThat(sent.status()).as(sent.toString()).isEqualTo(303);
        return browser.get(sent.header("Location"));
    }
}
