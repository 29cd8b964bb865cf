package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Jws;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code fapi2-security-profile-final-test-plan}: the modules of private_key_jwt. */
@SignetTest
class Fapi2ClientAssertionIT {
    private static final String REFUSED = "401 invalid_client";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private final FapiClient client;
    private final FapiClient client2;
    private Person person;
    private Browser browser;

    Fapi2ClientAssertionIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
        this.client = FapiClient.register(http, stores, urls, issuer, true);
        this.client2 = FapiClient.register(http, stores, urls, issuer, true);
    }

    @BeforeEach
    void somebody() {
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    @Test
    void ensure_client_id_in_token_endpoint() {
        String code = client.code(browser, person);
        Map<String, String> form = new LinkedHashMap<>(client.redemption(code));
        form.put("client_id", client2.clientId());

        assertThat(error(client.token(form))).as("the other client's id beside its own assertion").isEqualTo(REFUSED);
        JsonObject asOther = client.assertionClaims().put("iss", client2.clientId()).put("sub", client2.clientId());
        assertThat(error(redeem(code, client.assertion(asOther)))).as("the other's id, signed with its own key")
                .isEqualTo(REFUSED);
    }

    @Test
    void ensure_client_assertion_in_token_endpoint() {
        Map<String, String> form = new LinkedHashMap<>(client.redemption(client.code(browser, person)));
        form.put("client_id", client.clientId());

        assertThat(error(client.post("/oauth2/token", form).header("DPoP", client.proof()).send())).isEqualTo(REFUSED);
    }

    @Test
    void ensure_signed_client_assertion_with_RS256_fails() {
        PublicJsonWebKey rsa = Jws.rsaKey(2048);
        FapiClient signing = FapiClient.register(http, stores, urls, issuer, true, rsa);
        Map<String, Object> header = signing.assertionHeader();

        header.put("alg", "RS256");
        assertThat(error(signing.pushWith(Jws.sign(rsa, header, signing.assertionClaims())))).isEqualTo(REFUSED);
        header.put("alg", "PS256");
        assertThat(error(signing.pushWith(Jws.sign(rsa, header, signing.assertionClaims())))).isEqualTo("201 null");
    }

    @Test
    void ensure_client_assertion_with_exp_is_5_minutes_in_past_fails() {
        JsonObject claims = client.assertionClaims().put("exp", now() - 300).put("iat", now() - 360);

        assertThat(error(redeem(client.code(browser, person), client.assertion(claims)))).isEqualTo(REFUSED);
    }

    @Test
    void ensure_client_assertion_with_wrong_aud_fails() {
        JsonObject claims = client.assertionClaims().put("aud", "https://other.example/token");

        assertThat(error(redeem(client.code(browser, person), client.assertion(claims)))).isEqualTo(REFUSED);
    }

    @Test
    void ensure_client_assertion_with_no_sub_fails() {
        assertThat(error(redeem(client.code(browser, person), client.assertion(without("sub"))))).isEqualTo(REFUSED);
    }

    @Test
    void ensure_invalid_client_assertions_fail() {
        Map<String, JsonObject> invalid = new LinkedHashMap<>();
        invalid.put("sub missing", without("sub"));
        invalid.put("sub wrong", client.assertionClaims().put("sub", "somebody"));
        invalid.put("iss missing", without("iss"));
        invalid.put("iss wrong", client.assertionClaims().put("iss", client2.clientId()));
        invalid.put("aud missing", without("aud"));
        invalid.put("aud unrelated", client.assertionClaims().put("aud", "https://other.example"));
        invalid.put("exp in the past", client.assertionClaims().put("exp", now() - 300));
        invalid.put("jti missing", without("jti"));

        invalid.forEach((why, claims) -> assertThat(error(client.pushWith(client.assertion(claims)))).as(why)
                .isEqualTo(REFUSED));
        assertThat(error(client.pushWith(client.assertion(client.assertionClaims())))).as("a right one").isEqualTo("201 null");
    }

    @Test
    void ensure_invalid_client_assertions_fail_by_their_signature() {
        Map<String, Object> none = client.assertionHeader();
        none.put("alg", "none");
        String right = client.assertion(client.assertionClaims());

        assertThat(error(client.pushWith(Jws.forge(none, client.assertionClaims(), "")))).isEqualTo(REFUSED);
        assertThat(error(client.pushWith(right.substring(0, right.lastIndexOf('.') + 1) + "A".repeat(86)))).isEqualTo(REFUSED);
        assertThat(error(client.pushWith(client2.assertion(client.assertionClaims())))).as("another key").isEqualTo(REFUSED);
    }

    @Test
    void ensure_invalid_client_assertions_fail_by_their_type() {
        Map<String, String> form = new HashMap<>(client.authenticated(client.party().request()));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertThat(error(client.post("/oauth2/par", form).send())).isEqualTo(REFUSED);
        form.remove("client_assertion_type");
        assertThat(error(client.post("/oauth2/par", form).send())).isEqualTo("400 invalid_request");
        assertThat(error(client.post("/oauth2/par", client.party().request()).send())).as("none at all").isEqualTo(REFUSED);
    }

    @Test
    void par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted() {
        JsonObject claims = client.assertionClaims().put("nbf", now() + 8).put("iat", now() + 8);

        assertThat(error(client.pushWith(client.assertion(claims)))).isEqualTo("201 null");
    }

    @Test
    void par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails() {
        long ahead = now() + 70;
        for (String claim : new String[] { "nbf", "iat" }) {
            JsonObject claims = client.assertionClaims().put("exp", ahead + 60).put(claim, ahead);
            assertThat(error(client.pushWith(client.assertion(claims)))).as(claim).isEqualTo(REFUSED);
        }
    }

    @Test
    void par_test_array_as_audience_fails() {
        assertThat(error(client.pushWith(withAudience(new JsonArray().add(issuer).add("https://other.example")))))
                .isEqualTo(REFUSED);
        assertThat(error(client.pushWith(withAudience(new JsonArray().add(issuer))))).as("also of one").isEqualTo(REFUSED);
    }

    @Test
    void par_test_par_endpoint_url_as_audience_fails() {
        assertThat(error(client.pushWith(withAudience(issuer + "/oauth2/par")))).isEqualTo(REFUSED);
    }

    @Test
    void par_test_token_endpoint_url_as_audience_fails() {
        assertThat(error(client.pushWith(withAudience(issuer + "/oauth2/token")))).isEqualTo(REFUSED);
        assertThat(error(client.pushWith(withAudience(issuer)))).as("the issuer").isEqualTo("201 null");
    }

    private String withAudience(Object audience) {
        return client.assertion(client.assertionClaims().put("aud", audience));
    }

    private JsonObject without(String claim) {
        JsonObject claims = client.assertionClaims();
        claims.remove(claim);
        return claims;
    }

    private HttpAnswer redeem(String code, String assertion) {
        return client.post("/oauth2/token", FapiClient.authenticated(client.redemption(code), assertion))
                .header("DPoP", client.proof()).send();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }
}
