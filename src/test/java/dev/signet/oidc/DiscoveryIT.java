package dev.signet.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The discovery document (OpenID Connect Discovery 1.0 §4, RFC 8414 §3): it is found, and it tells the truth. */
@SignetTest
class DiscoveryIT {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final Http http;
    private final SignetService service;
    private final JsonObject metadata;

    DiscoveryIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
        this.metadata = http.get(OPENID).json();
    }

    @Test
    void names_the_issuer_it_was_found_under() {
        assertThat(metadata.getString("issuer")).isEqualTo(service.issuer());
    }

    @Test
    void is_the_same_at_both_well_known_paths() {
        assertThat(http.get(OAUTH).json()).isEqualTo(metadata);
    }

    @Test
    void is_json_that_anybody_may_cache() {
        assertThat(List.of(http.get(OPENID), http.get(OAUTH))).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("Cache-Control")).contains("public").containsPattern("max-age=[1-9]");
        });
    }

    @Test
    void every_url_is_one_of_the_issuers() {
        assertThat(urls()).isNotEmpty().allSatisfy(url -> assertThat(url).startsWith(service.issuer() + "/"));
    }

    @Test
    void leads_to_the_keys() {
        HttpAnswer answer = http.get(metadata.getString("jwks_uri"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("keys")).isNotEmpty();
    }

    @Test
    void leads_to_endpoints_that_are_there() {
        assertThat(endpoints()).hasSize(8)
                .allSatisfy(url -> assertThat(http.request("OPTIONS", url).send().status()).as(url).isEqualTo(204));
    }

    @Test
    void leads_to_endpoints_that_ask_who_calls() {
        List<String> forPeople = List.of("authorization_endpoint", "userinfo_endpoint", "end_session_endpoint");
        List<String> forClients = metadata.fieldNames().stream()
                .filter(name -> name.endsWith("_endpoint") && !forPeople.contains(name)).map(metadata::getString).toList();
        assertThat(forClients).isNotEmpty().allSatisfy(url -> {
            HttpAnswer answer = http.postForm(url, Map.of("token", "x", "grant_type", "client_credentials"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.json().getString("error")).isEqualTo("invalid_client");
        });
    }

    @Test
    void grants_every_scope_it_claims() {
        List<String> scopes = claimed("scopes_supported");

        JsonObject answer = Person.register(http).signIn(String.join(" ", scopes));

        assertThat(answer.getString("scope").split(" ")).containsAll(scopes);
    }

    @Test
    void signs_id_tokens_with_an_algorithm_it_claims() {
        assertThat(claimed("id_token_signing_alg_values_supported")).contains(idTokenPart(0).getString("alg"));
    }

    @Test
    void claims_every_claim_that_an_id_token_has() {
        List<String> ofTheTokenItself = List.of("nbf", "jti", "at_hash");

        assertThat(idTokenPart(1).fieldNames()).filteredOn(name -> !ofTheTokenItself.contains(name))
                .isSubsetOf(claimed("claims_supported"));
    }

    @Test
    void says_what_it_does_not_take() {
        assertThat(metadata.getBoolean("request_parameter_supported")).isFalse();
        assertThat(metadata.getBoolean("request_uri_parameter_supported")).isFalse();
        assertThat(claimed("response_types_supported")).containsExactly("code");
        assertThat(claimed("code_challenge_methods_supported")).containsExactly("S256");
        assertThat(claimed("id_token_signing_alg_values_supported")).doesNotContain("none");
    }

    private JsonObject idTokenPart(int part) {
        String idToken = Person.register(http).signIn().getString("id_token");
        return new JsonObject(new String(Base64.getUrlDecoder().decode(idToken.split("\\.")[part]), UTF_8));
    }

    private List<String> urls() {
        return metadata.stream().map(Map.Entry::getValue).map(String::valueOf)
                .filter(value -> value.startsWith("http") && !value.equals(service.issuer())).toList();
    }

    private List<String> endpoints() {
        return metadata.stream().filter(entry -> entry.getKey().endsWith("_endpoint")).map(entry -> (String) entry.getValue())
                .toList();
    }

    private List<String> claimed(String member) {
        return metadata.getJsonArray(member).stream().map(String.class::cast).toList();
    }
}
