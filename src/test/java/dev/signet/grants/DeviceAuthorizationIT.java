package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** A device without a keyboard (RFC 8628). */
@SignetTest
class DeviceAuthorizationIT {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private Browser browser;
    private RelyingParty device;

    DeviceAuthorizationIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
        device = RelyingParty.registered().asPublic().with("grant_types", new String[] { GRANT, "refresh_token" })
                .in(stores, urls, http);
    }

    private JsonObject begin() {
        HttpAnswer answer = device.call("/oauth2/device_authorization", Map.of("scope", "openid")).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private HttpAnswer poll(RelyingParty client, JsonObject begun) {
        return client.call("/oauth2/token", Map.of("grant_type", GRANT, "device_code", begun.getString("device_code"))).send();
    }

    private static void told(String error, HttpAnswer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
    }

    /** The person signs in, types the code and comes to the page that asks. */
    private HttpAnswer asked(JsonObject begun) {
        HttpAnswer page = browser.get("/device?user_code=" + begun.getString("user_code"));
        for (int i = 0; i < 6 && Browser.forms(page).size() < 2; i++) {
            Browser.Form form = page.header("Location") != null ? null : Browser.form(page);
            page = form == null ? browser.get(page.header("Location"))
                    : browser.send(form.fields().containsKey("password")
                            ? form.with("identifier", person.username()).with("password", Person.PASSWORD)
                            : form);
        }
        return page;
    }

    @Test
    void section_3_2_tells_the_codes_and_where_to_type() {
        JsonObject begun = begin();

        assertThat(begun.getString("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(begun.getString("device_code")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(begun.getString("verification_uri")).endsWith("/device");
        assertThat(begun.getString("verification_uri_complete")).contains("user_code=" + begun.getString("user_code"));
        assertThat(begun.getInteger("expires_in")).isEqualTo(600);
        assertThat(begun.getInteger("interval")).isEqualTo(5);
    }

    @Test
    void section_3_5_waits_then_slows_down_a_device_that_polls_too_often() {
        JsonObject begun = begin();

        told("authorization_pending", poll(device, begun));
        told("slow_down", poll(device, begun));
    }

    @Test
    void gives_tokens_when_the_person_agreed_and_only_once() {
        JsonObject begun = begin();
        assertThat(browser.send(Browser.forms(asked(begun)).get(0)).status()).isIn(200, 303);

        HttpAnswer answer = poll(device, begun);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(RelyingParty.claims(answer.json().getString("id_token")).getString("sub")).isEqualTo(person.id());
        assertThat(device.refresh(answer.json().getString("refresh_token")).status()).isEqualTo(200);
        told("invalid_grant", poll(device, begun));
    }

    @Test
    void tells_the_device_that_the_person_said_no() {
        JsonObject begun = begin();
        assertThat(browser.send(Browser.forms(asked(begun)).get(1)).status()).isIn(200, 303);

        told("access_denied", poll(device, begun));
    }

    @Test
    void another_client_cannot_poll_with_the_code() {
        RelyingParty other = RelyingParty.registered().asPublic().with("grant_types", new String[] { GRANT })
                .in(stores, urls, http);

        told("invalid_grant", poll(other, begin()));
    }

    @Test
    void refuses_an_unknown_code_and_a_missing_one() {
        told("invalid_grant", poll(device, new JsonObject().put("device_code", "unknown")));
        told("invalid_request", device.call("/oauth2/token", Map.of("grant_type", GRANT)).send());
    }

    @ParameterizedTest
    @CsvSource({ "scope, openid nonsense, invalid_scope", "scope, signet:admin, invalid_scope",
            "resource, https://api.example, invalid_target" })
    void refuses_what_the_client_may_not_have(String parameter, String value, String error) {
        told(error, device.call("/oauth2/device_authorization", Map.of(parameter, value)).send());
    }

    @Test
    void refuses_a_client_that_is_not_registered_for_it() {
        RelyingParty web = RelyingParty.registered().in(stores, urls, http);

        told("unauthorized_client", web.call("/oauth2/device_authorization", Map.of()).send());
        assertThat(http.postForm("/oauth2/device_authorization", Map.of()).status()).isEqualTo(401);
    }
}
