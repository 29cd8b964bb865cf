package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The modules of {@code oidcc-rp-initiated-logout-certification-test-plan}, in the plan's order. */
@SignetTest
class RpInitiatedLogoutOpIT {
    private static final String BYE = "https://app.example/bye";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private PlainClient client;
    private String idToken;

    RpInitiatedLogoutOpIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
    }

    @BeforeEach
    void somebody_signs_in() {
        Person person = Person.register(http);
        client = new PlainClient(PlainClient.registered().in(stores, urls, http), new Browser(person.http()), person);
        idToken = client.tokens().getString("id_token");
    }

    @Test
    void oidcc_rp_initiated_logout_discovery_endpoint_verification() {
        JsonObject metadata = http.get("/.well-known/openid-configuration").json();

        assertThat(metadata.getString("end_session_endpoint")).startsWith(issuer + "/");
    }

    @Test
    void oidcc_rp_initiated_logout() {
        assertThat(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE, "state", "x y+z").header("Location"))
                .satisfies(back -> assertThat(RelyingParty.parameters(back)).containsOnlyKeys("", "state")
                        .containsEntry("", BYE).containsEntry("state", "x y+z"));

        assertSignedOut();
    }

    @Test
    void oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
        assertShownAPage(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE + "random", "state", "s"));
    }

    @Test
    void oidcc_rp_initiated_logout_modified_id_token_hint() {
        String unsigned = Jws.forge(Map.of("alg", "none"), RelyingParty.claims(idToken), "");

        assertShownAPage(logout("id_token_hint", unsigned, "post_logout_redirect_uri", BYE, "state", "s"));
    }

    @Test
    void oidcc_rp_initiated_logout_no_id_token_hint() {
        assertShownAPage(logout("post_logout_redirect_uri", BYE, "state", "s"));
    }

    @Test
    void oidcc_rp_initiated_logout_no_params() {
        assertSignedOutAfterAsking(logout());
    }

    @Test
    void oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
        HttpAnswer answer = logout("id_token_hint", idToken, "state", "s");

        assertThat(answer.header("Location")).isEqualTo("/signed-out");
        assertThat(client.browser().get("/signed-out").status()).isEqualTo(200);
        assertSignedOut();
    }

    @Test
    void oidcc_rp_initiated_logout_no_state() {
        assertThat(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE).header("Location")).isEqualTo(BYE);

        assertSignedOut();
    }

    @Test
    void oidcc_rp_initiated_logout_only_state() {
        assertSignedOutAfterAsking(logout("state", "s"));
    }

    @Test
    void oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
        assertShownAPage(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE + "?foo=bar", "state", "s"));
    }

    @Test
    void oidcc_rp_initiated_logout_bad_id_token_hint() {
        PublicJsonWebKey own = Jws.rsaKey(2048);
        long now = Instant.now().getEpochSecond();
        String fake = Jws.sign(own, Map.of("alg", "RS256"), new JsonObject().put("iss", issuer).put("sub", "1234")
                .put("aud", client.party().clientId()).put("iat", now).put("exp", now + 300));

        assertShownAPage(logout("id_token_hint", fake, "post_logout_redirect_uri", BYE, "state", "s"));
    }

    @Test
    void oidcc_backchannel_logout_discovery_endpoint_verification() {
        JsonObject metadata = http.get("/.well-known/openid-configuration").json();

        assertThat(metadata.getBoolean("backchannel_logout_supported")).isTrue();
        assertThat(metadata.getBoolean("backchannel_logout_session_supported")).isTrue();
    }

    // oidcc-backchannel-rp-initiated-logout: oidc/BackChannelLogoutIT takes the logout token and looks at each claim.
    // The front-channel and session management plans: not offered, and discovery does not say so.

    private HttpAnswer logout(String... pairs) {
        Map<String, String> request = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            request.put(pairs[i], pairs[i + 1]);
        }
        return client.browser().get("/oauth2/logout?" + RelyingParty.query(request));
    }

    private void assertSignedOut() {
        assertThat(client.answer("prompt", "none")).containsEntry("error", "login_required");
    }

    /** RP-Initiated Logout 1.0 §2: without an ID token the provider asks. */
    private void assertSignedOutAfterAsking(HttpAnswer page) {
        assertThat(page.status()).isEqualTo(200);
        HttpAnswer answer = client.browser().send(Browser.form(page));
        assertThat(answer.header("Location")).isEqualTo("/signed-out");
        assertThat(client.browser().get("/signed-out").status()).isEqualTo(200);
        assertSignedOut();
    }

    /** §3: the person is sent nowhere, and nobody is signed out by a request that proves nothing. */
    private void assertShownAPage(HttpAnswer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(client.answer("prompt", "none")).containsKey("code");
    }
}
