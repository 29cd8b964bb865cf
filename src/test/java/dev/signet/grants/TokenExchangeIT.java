package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** A service that was given a token gets a narrower one for the next (RFC 8693). */
@SignetTest
class TokenExchangeIT {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String SHOP = "https://shop.example";
    private static final String STOCK = "https://stock.example";
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private Person person;
    private RelyingParty app;
    private RelyingParty shop;
    private JsonObject given;

    TokenExchangeIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @BeforeEach
    void a_token_for_the_shop() {
        person = Person.register(http);
        app = RelyingParty.registered().with("scope", "orders stock:read").with("default_audience", new String[] { SHOP })
                .in(stores, urls, http);
        shop = RelyingParty.registered().with("grant_types", new String[] { GRANT, "client_credentials" })
                .with("own_resources", new String[] { SHOP }).with("allowed_resources", new String[] { STOCK })
                .with("scope", "orders stock:read")
                .in(stores, urls, http);
        given = app.tokens(new Browser(person.http()), person, "scope", "orders stock:read");
    }

    private HttpAnswer exchange(RelyingParty client, String... changes) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", GRANT, "subject_token", given.getString("access_token"),
                "subject_token_type", ACCESS_TOKEN));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                form.remove(changes[i]);
            } else {
                form.put(changes[i], changes[i + 1]);
            }
        }
        return client.call("/oauth2/token", form).send();
    }

    private static JsonObject claims(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return RelyingParty.claims(answer.json().getString("access_token"));
    }

    @Test
    void section_2_2_1_gives_a_token_for_the_next_service_with_a_narrower_scope() {
        HttpAnswer answer = exchange(shop, "resource", STOCK, "scope", "stock:read");

        JsonObject token = claims(answer);
        assertThat(answer.json().getString("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(answer.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().containsKey("refresh_token")).isFalse();
        assertThat(token.getString("sub")).isEqualTo(person.id());
        assertThat(token.getString("client_id")).isEqualTo(shop.clientId());
        assertThat(token.getValue("aud")).isEqualTo(STOCK);
        assertThat(token.getString("scope")).isEqualTo("stock:read");
        assertThat(token.containsKey("act")).isFalse();
    }

    @Test
    void takes_the_audience_parameter_as_well() {
        assertThat(claims(exchange(shop, "audience", STOCK)).getValue("aud")).isEqualTo(STOCK);
    }

    @Test
    void lives_no_longer_than_the_token_that_it_came_from() {
        long end = RelyingParty.claims(given.getString("access_token")).getLong("exp");

        HttpAnswer answer = exchange(shop, "resource", STOCK);

        assertThat(claims(answer).getLong("exp")).isEqualTo(end);
        assertThat(answer.json().getLong("expires_in")).isLessThanOrEqualTo(300);
    }

    @Test
    void ends_with_the_sign_in() {
        String exchanged = exchange(shop, "resource", STOCK).json().getString("access_token");
        assertThat(shop.active(exchanged)).isTrue();

        assertThat(app.call("/oauth2/revoke", Map.of("token", given.getString("refresh_token"))).send().status())
                .isEqualTo(200);

        assertThat(shop.active(exchanged)).isFalse();
        assertThat(exchange(shop, "resource", STOCK).json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void section_4_1_names_who_acts() {
        String own = shop.call("/oauth2/token", Map.of("grant_type", "client_credentials")).send().json()
                .getString("access_token");

        JsonObject token = claims(exchange(shop, "resource", STOCK, "actor_token", own, "actor_token_type", ACCESS_TOKEN));

        assertThat(token.getString("sub")).isEqualTo(person.id());
        assertThat(token.getJsonObject("act").getString("sub")).isEqualTo(shop.clientId());
    }

    @Test
    void section_4_1_keeps_who_acted_before_inside() {
        RelyingParty stock = RelyingParty.registered().with("grant_types", new String[] { GRANT, "client_credentials" })
                .with("own_resources", new String[] { STOCK }).with("scope", "stock:read").in(stores, urls, http);
        String first = shop.call("/oauth2/token", Map.of("grant_type", "client_credentials")).send().json()
                .getString("access_token");
        String second = stock.call("/oauth2/token", Map.of("grant_type", "client_credentials")).send().json()
                .getString("access_token");
        String forStock = exchange(shop, "resource", STOCK, "actor_token", first, "actor_token_type", ACCESS_TOKEN).json()
                .getString("access_token");

        JsonObject act = claims(exchange(stock, "subject_token", forStock, "actor_token", second, "actor_token_type",
                ACCESS_TOKEN)).getJsonObject("act");

        assertThat(act.getString("sub")).isEqualTo(stock.clientId());
        assertThat(act.getJsonObject("act").getString("sub")).isEqualTo(shop.clientId());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "subject_token, -, invalid_request", "subject_token, nonsense, invalid_request",
            "subject_token_type, -, invalid_request",
            "subject_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
            "requested_token_type, urn:ietf:params:oauth:token-type:saml2, invalid_request",
            "resource, https://elsewhere.example, invalid_target", "audience, elsewhere, invalid_target",
            "scope, orders stock:write, invalid_scope", "scope, signet:admin, invalid_scope",
            "actor_token, nonsense, invalid_request", "actor_token_type, urn:x, invalid_request" })
    void refuses_what_is_not_there_or_not_allowed(String parameter, String value, String error) {
        HttpAnswer answer = exchange(shop, parameter, value);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
    }

    @Test
    void gives_no_scope_that_the_exchanging_client_is_not_registered_for() {
        RelyingParty narrow = RelyingParty.registered().with("grant_types", new String[] { GRANT })
                .with("own_resources", new String[] { SHOP }).with("allowed_resources", new String[] { STOCK })
                .with("scope", "stock:read").in(stores, urls, http);

        assertThat(claims(exchange(narrow, "resource", STOCK)).getString("scope")).isEqualTo("stock:read");
        assertThat(exchange(narrow, "resource", STOCK, "scope", "orders").json().getString("error")).isEqualTo("invalid_scope");
    }

    @Test
    void gives_a_resource_server_no_token_for_this_service_and_never_one_that_operates_it() {
        RelyingParty ops = RelyingParty.registered().with("grant_types", new String[] { "client_credentials" })
                .with("scope", "signet:admin orders").with("default_audience", new String[] { SHOP }).in(stores, urls, http);
        RelyingParty greedy = RelyingParty.registered().with("grant_types", new String[] { GRANT })
                .with("own_resources", new String[] { SHOP }).with("scope", "signet:admin orders").in(stores, urls, http);
        String admin = ops.call("/oauth2/token", Map.of("grant_type", "client_credentials")).send().json()
                .getString("access_token");
        String issuer = http.get("/.well-known/openid-configuration").json().getString("issuer");

        JsonObject token = claims(exchange(greedy, "subject_token", admin));

        assertThat(token.getValue("aud")).isEqualTo(SHOP);
        assertThat(token.getString("scope")).isEqualTo("orders");
        assertThat(exchange(greedy, "subject_token", admin, "audience", issuer).json().getString("error"))
                .isEqualTo("invalid_target");
        assertThat(exchange(greedy, "subject_token", admin, "scope", "signet:admin").json().getString("error"))
                .isEqualTo("invalid_scope");
    }

    @Test
    void gives_nothing_for_a_bound_token_to_who_cannot_show_its_key() {
        DpopKey key = new DpopKey();
        String url = http.get("/.well-known/openid-configuration").json().getString("token_endpoint");
        String code = app.code(new Browser(person.http()), person, "scope", "orders");
        JsonObject bound = app.call("/oauth2/token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                RelyingParty.REDIRECT_URI, "code_verifier", RelyingParty.VERIFIER)).header("DPoP", key.proof("POST", url))
                .send()
                .json();
        assertThat(bound.getString("token_type")).isEqualTo("DPoP");

        assertThat(exchange(shop, "subject_token", bound.getString("access_token")).json().getString("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void refuses_this_service_as_the_next_one_when_the_token_was_not_for_it() {
        String issuer = http.get("/.well-known/openid-configuration").json().getString("issuer");

        assertThat(exchange(shop, "resource", issuer).json().getString("error")).isEqualTo("invalid_target");
    }

    @Test
    void refuses_a_service_that_the_token_is_not_for() {
        RelyingParty thief = RelyingParty.registered().with("grant_types", new String[] { GRANT })
                .with("own_resources", new String[] { "https://thief.example" })
                .with("allowed_resources", new String[] { STOCK }).in(stores, urls, http);

        assertThat(exchange(thief, "resource", STOCK).json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void refuses_an_actor_token_of_somebody_else() {
        HttpAnswer answer = exchange(shop, "resource", STOCK, "actor_token", given.getString("access_token"),
                "actor_token_type", ACCESS_TOKEN);

        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void refuses_an_id_token_and_a_refresh_token_as_the_subject() {
        JsonObject tokens = RelyingParty.registered().in(stores, urls, http).tokens(new Browser(person.http()), person);

        assertThat(exchange(shop, "subject_token", tokens.getString("id_token")).status()).isEqualTo(400);
        assertThat(exchange(shop, "subject_token", tokens.getString("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void refuses_a_client_that_is_not_registered_for_it_or_is_public() {
        RelyingParty spa = RelyingParty.registered().asPublic().with("grant_types", new String[] { GRANT })
                .with("own_resources", new String[] { SHOP }).in(stores, urls, http);

        assertThat(exchange(app).json().getString("error")).isEqualTo("unauthorized_client");
        assertThat(exchange(spa).json().getString("error")).isEqualTo("unauthorized_client");
    }
}
