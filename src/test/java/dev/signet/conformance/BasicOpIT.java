package dev.signet.conformance;

import static dev.signet.conformance.PlainClient.good;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

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

/** The modules of {@code oidcc-basic-certification-test-plan}, in the plan's order. */
@SignetTest
class BasicOpIT {
    private static final String USERINFO = "/oauth2/userinfo";
    private static final String METADATA = "/.well-known/openid-configuration";

    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final String issuer;
    private final IdTokens idTokens;
    private PlainClient client;

    BasicOpIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.issuer = service.issuer();
        this.idTokens = new IdTokens(http, service.issuer());
    }

    @BeforeEach
    void somebody() {
        Person person = Person.register(http);
        client = new PlainClient(PlainClient.registered().in(stores, urls, http), new Browser(person.http()), person);
    }

    @Test
    void oidcc_server() {
        Map<String, String> answer = client.answer();
        assertThat(answer).containsEntry("state", "a state").containsEntry("iss", issuer).containsEntry("",
                RelyingParty.REDIRECT_URI);
        HttpAnswer token = client.redeem(answer.get("code"));

        assertThat(good(token).getString("token_type")).isEqualToIgnoringCase("bearer");
        assertThat(token.header("Content-Type")).startsWith("application/json");
        assertThat(token.header("Cache-Control")).contains("no-store");
        assertThat(token.json().getLong("expires_in")).isPositive();
        assertThat(verified(token.json()).getString("nonce")).isEqualTo("a nonce");
        assertThat(userInfo(token.json()).getString("sub")).isEqualTo(client.person().id());
    }

    @Test
    void oidcc_response_type_missing() {
        HttpAnswer answer = client.authorize("response_type", null);

        assertThat(RelyingParty.parameters(answer.header("Location"))).containsEntry("error", "invalid_request")
                .containsEntry("state", "a state").doesNotContainKey("code");
    }

    @Test
    void oidcc_idtoken_signature() {
        assertThat(idTokens.header(client.tokens().getString("id_token"))).containsEntry("alg", "RS256").containsKey("kid");
    }

    @Test
    void oidcc_idtoken_unsigned() {
        // Skipped by a provider that does not offer alg none: this one must not
        assertThat(http.get(METADATA).json().getJsonArray("id_token_signing_alg_values_supported")).doesNotContain("none");
    }

    @Test
    void oidcc_userinfo_get() {
        JsonObject tokens = client.tokens();

        assertThat(userInfo(tokens).getString("sub")).isEqualTo(verified(tokens).getString("sub"));
    }

    @Test
    void oidcc_userinfo_post_header() {
        JsonObject tokens = client.tokens();

        HttpAnswer answer = http.request("POST", USERINFO).bearer(tokens.getString("access_token")).send();
        assertThat(good(answer).getString("sub")).isEqualTo(verified(tokens).getString("sub"));
    }

    @Test
    void oidcc_userinfo_post_body() {
        JsonObject tokens = client.tokens();

        HttpAnswer answer = http.postForm(USERINFO, Map.of("access_token", tokens.getString("access_token")));
        assertThat(good(answer).getString("sub")).isEqualTo(verified(tokens).getString("sub"));
    }

    @Test
    void oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
        assertThat(verified(client.tokens("nonce", null)).containsKey("nonce")).isFalse();
    }

    @Test
    void oidcc_scope_profile() throws SQLException {
        JsonObject told = claimsOf("openid profile");

        for (String claim : new String[] { "name", "family_name", "given_name", "middle_name", "nickname", "profile",
                "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "preferred_username" }) {
            assertThat(told.getValue(claim)).as(claim).isInstanceOf(String.class);
        }
        assertThat(told.getValue("updated_at")).isInstanceOf(Number.class);
        assertThat(told.getMap()).doesNotContainKeys("email", "phone_number", "address");
    }

    @Test
    void oidcc_scope_email() throws SQLException {
        JsonObject told = claimsOf("openid email");

        assertThat(told.getMap()).containsOnlyKeys("sub", "email", "email_verified");
        assertThat(told.getString("email")).contains("@");
        assertThat(told.getValue("email_verified")).isInstanceOf(Boolean.class);
    }

    @Test
    void oidcc_scope_address() throws SQLException {
        JsonObject told = claimsOf("openid address");

        assertThat(told.getMap()).containsOnlyKeys("sub", "address");
        assertThat(told.getJsonObject("address").fieldNames()).isSubsetOf("formatted", "street_address", "locality", "region",
                "postal_code", "country").isNotEmpty();
    }

    @Test
    void oidcc_scope_phone() throws SQLException {
        JsonObject told = claimsOf("openid phone");

        assertThat(told.getMap()).containsOnlyKeys("sub", "phone_number", "phone_number_verified");
        assertThat(told.getString("phone_number")).startsWith("+");
        assertThat(told.getValue("phone_number_verified")).isInstanceOf(Boolean.class);
    }

    @Test
    void oidcc_scope_all() throws SQLException {
        assertThat(claimsOf("openid profile email address phone").getMap()).containsKeys("name", "email", "address",
                "phone_number");
    }

    @Test
    void oidcc_ensure_other_scope_order_succeeds() throws SQLException {
        assertThat(claimsOf("email openid").getMap()).containsOnlyKeys("sub", "email", "email_verified");
    }

    @Test
    void oidcc_display_page() {
        assertThat(verified(client.tokens("display", "page"))).isNotNull();
    }

    @Test
    void oidcc_display_popup() {
        assertThat(verified(client.tokens("display", "popup"))).isNotNull();
    }

    @Test
    void oidcc_prompt_login() throws SQLException {
        JsonObject first = verified(client.tokens());
        age();
        HttpAnswer page = client.authorize("prompt", "login");
        assertThat(page.header("Location")).as("the person is asked again").startsWith("/login?handle=");

        JsonObject second = verified(redeemed(client.answer(page)));

        assertThat(second.getLong("auth_time")).isGreaterThanOrEqualTo(first.getLong("auth_time"));
        assertThat(second.getString("sub")).isEqualTo(first.getString("sub"));
    }

    @Test
    void oidcc_prompt_none_not_logged_in() {
        assertThat(client.answer("prompt", "none")).containsEntry("error", "login_required").containsEntry("state", "a state")
                .doesNotContainKey("code");
    }

    @Test
    void oidcc_prompt_none_logged_in() {
        JsonObject first = verified(client.tokens());
        HttpAnswer direct = client.authorize("prompt", "none");
        assertThat(direct.header("Location")).startsWith(RelyingParty.REDIRECT_URI);

        assertSameSignIn(first, verified(redeemed(client.answer(direct))));
    }

    @Test
    void oidcc_max_age_1() throws SQLException {
        JsonObject first = verified(client.tokens());
        age();
        HttpAnswer page = client.authorize("max_age", "1");
        assertThat(page.header("Location")).as("the person is asked again").startsWith("/login?handle=");

        JsonObject second = verified(redeemed(client.answer(page)));

        assertThat(second.getLong("auth_time")).isGreaterThanOrEqualTo(first.getLong("auth_time"));
        assertThat(second.getString("sub")).isEqualTo(first.getString("sub"));
    }

    @Test
    void oidcc_max_age_10000() {
        JsonObject first = verified(client.tokens("max_age", "10000"));
        HttpAnswer direct = client.authorize("max_age", "10000");
        assertThat(direct.header("Location")).as("nobody is asked").startsWith(RelyingParty.REDIRECT_URI);

        assertSameSignIn(first, verified(redeemed(client.answer(direct))));
    }

    @Test
    void oidcc_ensure_request_with_unknown_parameter_succeeds() {
        assertThat(client.answer("extra", "foobar")).containsKey("code").doesNotContainKey("extra");
    }

    @Test
    void oidcc_id_token_hint() {
        JsonObject tokens = client.tokens();

        JsonObject second = client.tokens("prompt", "none", "id_token_hint", tokens.getString("id_token"));

        assertSameSignIn(verified(tokens), verified(second));
    }

    @Test
    void oidcc_login_hint() {
        assertThat(verified(client.tokens("login_hint", "bob@example.com")).getString("sub"))
                .as("a hint is no identity").isEqualTo(client.person().id());
    }

    @Test
    void oidcc_ui_locales() {
        assertThat(verified(client.tokens("ui_locales", "se"))).isNotNull();
    }

    @Test
    void oidcc_claims_locales() {
        assertThat(verified(client.tokens("claims_locales", "se"))).isNotNull();
    }

    @Test
    void oidcc_ensure_request_with_acr_values_succeeds() {
        String supported = http.get(METADATA).json().getJsonArray("acr_values_supported").getString(0);

        assertThat(verified(client.tokens("acr_values", supported)).getString("acr")).isEqualTo(supported);
        assertThat(client.answer("acr_values", "1 2")).as("a wish, not a demand").containsKey("code");
    }

    @Test
    void oidcc_codereuse() {
        String code = client.code();
        assertThat(good(client.redeem(code))).isNotNull();

        assertThat(error(client.redeem(code))).isEqualTo("400 invalid_grant");
    }

    @Test
    void oidcc_codereuse_30seconds() {
        // The module waits 30 s, for providers that take a quick second try for a retry: here no moment is let pass
        String code = client.code();
        String accessToken = good(client.redeem(code)).getString("access_token");
        assertThat(http.request("GET", USERINFO).bearer(accessToken).send().status()).isEqualTo(200);

        assertThat(error(client.redeem(code))).isEqualTo("400 invalid_grant");

        assertThat(http.request("GET", USERINFO).bearer(accessToken).send().status()).as("what it gave is taken back")
                .isEqualTo(401);
    }

    @Test
    void oidcc_ensure_registered_redirect_uri() {
        HttpAnswer answer = client.authorize("redirect_uri", RelyingParty.REDIRECT_URI + "/aBcDeF");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void oidcc_ensure_post_request_succeeds() {
        HttpAnswer answer = client.browser().send(new Browser.Form("/oauth2/authorize", client.request()));

        assertThat(verified(redeemed(client.answer(answer)))).isNotNull();
    }

    @Test
    void oidcc_server_client_secret_post() {
        RelyingParty posting = PlainClient.registered().with("token_endpoint_auth_method", "client_secret_post")
                .in(stores, urls, http);
        PlainClient flow = new PlainClient(posting, client.browser(), client.person());
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", flow.code(),
                "redirect_uri", RelyingParty.REDIRECT_URI));
        form.putAll(Map.of("client_id", posting.clientId(), "client_secret", posting.secret()));

        JsonObject tokens = good(http.postForm("/oauth2/token", form));

        assertThat(idTokens.verified(tokens, posting.clientId()).getString("nonce")).isEqualTo("a nonce");
    }

    @Test
    void oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() {
        assertThat(client.answer("request_uri", "https://app.example/request.jwt"))
                .containsEntry("error", "request_uri_not_supported").containsEntry("state", "a state");
    }

    @Test
    void oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
        assertThat(client.answer("request", requestObject(RelyingParty.REDIRECT_URI)))
                .containsEntry("error", "request_not_supported").containsEntry("state", "a state");
    }

    @Test
    void oidcc_claims_essential() throws SQLException {
        withProfile();
        JsonObject tokens = client.tokens("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");

        assertThat(userInfo(tokens).getMap()).containsOnlyKeys("sub", "name");
    }

    @Test
    void oidcc_ensure_request_object_with_redirect_uri() {
        Map<String, String> answer = client.answer("request", requestObject("https://evil.example/callback"));

        assertThat(answer).containsEntry("", RelyingParty.REDIRECT_URI).containsEntry("error", "request_not_supported");
    }

    @Test
    void oidcc_refresh_token() {
        JsonObject first = client.tokens("scope", "openid offline_access", "prompt", "consent");
        HttpAnswer refreshed = client.party().refresh(first.getString("refresh_token"));

        assertThat(good(refreshed).getString("access_token")).isNotEqualTo(first.getString("access_token"));
        assertSameSignIn(verified(first), verified(refreshed.json()));
        assertThat(userInfo(refreshed.json()).getString("sub")).isEqualTo(client.person().id());
        RelyingParty second = PlainClient.registered().in(stores, urls, http);
        assertThat(error(second.refresh(refreshed.json().getString("refresh_token")))).as("of another client")
                .isEqualTo("400 invalid_grant");
    }

    @Test
    void oidcc_ensure_request_with_valid_pkce_succeeds() {
        JsonObject tokens = client.party().tokens(client.browser(), client.person());

        assertThat(verified(tokens)).isNotNull();
    }

    private JsonObject redeemed(Map<String, String> answer) {
        assertThat(answer).containsKey("code");
        return good(client.redeem(answer.get("code")));
    }

    private JsonObject verified(JsonObject tokens) {
        return idTokens.verified(tokens, client.party().clientId());
    }

    private JsonObject userInfo(JsonObject tokens) {
        return good(http.request("GET", USERINFO).bearer(tokens.getString("access_token")).send());
    }

    private JsonObject claimsOf(String scope) throws SQLException {
        withProfile();
        JsonObject tokens = client.tokens("scope", scope);
        assertThat(verified(tokens).getString("sub")).isEqualTo(client.person().id());
        return userInfo(tokens);
    }

    private static void assertSameSignIn(JsonObject first, JsonObject second) {
        for (String claim : new String[] { "iss", "sub", "aud", "auth_time" }) {
            assertThat(second.getValue(claim)).as(claim).isEqualTo(first.getValue(claim));
        }
    }

    private String requestObject(String redirectUri) {
        JsonObject claims = new JsonObject(new LinkedHashMap<>(client.request())).put("redirect_uri", redirectUri)
                .put("iss", client.party().clientId()).put("aud", issuer);
        return Jws.forge(Map.of("alg", "none"), claims, "");
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }

    /** Instead of waiting: the person signed in a minute ago. */
    private void age() throws SQLException {
        write("update sessions set auth_time = auth_time - interval '1 minute' where user_id = '%s'");
    }

    private void withProfile() throws SQLException {
        String name = client.person().username();
        write("insert into user_identifiers (kind, value, display, verified, user_id) values ('email', '" + name
                + "@example.com', '" + name + "@example.com', true, '%s')");
        String phone = "+4420" + (10_000_000 + Math.abs(name.hashCode()) % 80_000_000);
        write("insert into user_identifiers (kind, value, display, verified, user_id) values ('phone', '" + phone + "', '"
                + phone + "', true, '%s')");
        JsonObject claims = new JsonObject().put("name", "Ada King").put("family_name", "King").put("given_name", "Ada")
                .put("middle_name", "A").put("nickname", "Ad").put("profile", "https://ada.example/me")
                .put("picture", "https://ada.example/me.png").put("website", "https://ada.example").put("gender", "female")
                .put("birthdate", "1815-12-10").put("zoneinfo", "Europe/London").put("locale", "en-GB")
                .put("address", new JsonObject().put("country", "GB").put("locality", "London"));
        write("insert into profiles (user_id, claims) values ('%s', '" + claims.encode() + "')");
    }

    private void write(String sql) throws SQLException {
        try (Connection connection = stores.connect(urls); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.formatted(client.person().id()))).isEqualTo(1);
        }
    }
}
