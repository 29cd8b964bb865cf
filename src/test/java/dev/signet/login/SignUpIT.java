package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Browser;
import dev.signet.testing.Browser.Form;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** {@code /register}. */
@SignetTest
class SignUpIT {
    private static final String SESSION = "__Host-signet_session";
    private final Http http;

    SignUpIT(Http http) {
        this.http = http;
    }

    @Test
    void makes_an_account_and_signs_in() {
        Browser browser = browser();
        String name = Person.unique();

        HttpAnswer answer = browser.send(form(browser).with("username", name).with("password", Person.PASSWORD));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/account");
        assertThat(browser.cookie(SESSION)).isPresent();
        Browser later = browser();
        assertThat(later.send(SignInIT.filled(later, name, Person.PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void says_beside_each_field_what_is_wrong_with_it() {
        Browser browser = browser();

        HttpAnswer answer = browser.send(form(browser).with("email", "nobody").with("phone", "12").with("password", "short"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("id=\"email-error\"", "id=\"phone-error\"", "id=\"password-error\"",
                "aria-invalid=\"true\"");
        assertThat(Browser.form(answer).fields()).containsEntry("email", "nobody").containsEntry("phone", "12")
                .containsEntry("password", "");
    }

    @Test
    void refuses_a_form_without_a_name() {
        Browser browser = browser();

        HttpAnswer answer = browser.send(form(browser).with("password", Person.PASSWORD));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("id=\"username-error\"");
    }

    @Test
    void refuses_a_name_that_somebody_has() {
        Browser browser = browser();
        String taken = Person.register(http).username();

        HttpAnswer answer = browser.send(form(browser).with("username", taken).with("password", Person.PASSWORD));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("Somebody has this already.");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void refuses_the_fourth_from_one_address_and_says_when_to_come_back() {
        Browser browser = browser();
        for (int i = 0; i < 3; i++) {
            Browser other = new Browser(browser.http());
            assertThat(other.send(form(other).with("username", Person.unique()).with("password", Person.PASSWORD)).status())
                    .isEqualTo(303);
        }

        HttpAnswer fourth = browser.send(form(browser).with("username", Person.unique()).with("password", Person.PASSWORD));

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.header("Content-Type")).startsWith("text/html");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 300);
        assertThat(fourth.text()).containsPattern("in [1-5] min");
    }

    @Test
    void refuses_a_form_without_the_token() {
        Browser browser = browser();

        assertThat(browser.send(form(browser).with("username", Person.unique()).with("password", Person.PASSWORD)
                .without("csrf")).status()).isEqualTo(403);
    }

    private Browser browser() {
        return new Browser(http.fromFresh());
    }

    private static Form form(Browser browser) {
        return Browser.form(browser.get("/register"));
    }
}
