package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The one module of {@code oidcc-config-certification-test-plan}, check by check. */
@SignetTest
class ConfigOpIT {
    private static final String PATH = "/.well-known/openid-configuration";

    private final Http http;
    private final String issuer;
    private final JsonObject metadata;

    ConfigOpIT(Http http, SignetService service) {
        this.http = http;
        this.issuer = service.issuer();
        this.metadata = http.get(PATH).json();
    }

    @Test
    void oidcc_discovery_endpoint_verification() {
        HttpAnswer answer = http.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(metadata.getString("issuer")).isEqualTo(issuer).doesNotContain("?", "#");
        assertThat(values("response_types_supported")).contains("code");
        assertThat(values("subject_types_supported")).isNotEmpty().isSubsetOf("public", "pairwise");
        assertThat(values("id_token_signing_alg_values_supported")).contains("RS256");
        // "implicit" is asked only of providers that have the implicit flow, which RFC 9700 §2.1.2 forbids
        assertThat(values("grant_types_supported")).contains("authorization_code");
    }

    @Test
    void oidcc_discovery_endpoint_verification_of_urls() {
        assertThat(metadata.fieldNames()).contains("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri");
        // https everywhere: the issuer gives the scheme, and only a loopback one may be http
        assertThat(metadata.stream().filter(m -> m.getKey().endsWith("_endpoint") || m.getKey().endsWith("_uri"))
                .map(Map.Entry::getValue)).allSatisfy(url -> {
                    assertThat((String) url).startsWith(issuer + "/");
                    assertThat(URI.create((String) url).getRawFragment()).isNull();
                });
    }

    @Test
    void oidcc_discovery_endpoint_verification_of_what_is_supported() {
        assertThat(values("userinfo_signing_alg_values_supported")).contains("RS256");
        assertThat(metadata.getValue("request_parameter_supported")).isInstanceOf(Boolean.class);
        // absent means true (OpenID Connect Discovery 1.0 §3)
        assertThat(metadata.getValue("request_uri_parameter_supported")).isEqualTo(false);
        assertThat(metadata.fieldNames()).doesNotContain("request_object_signing_alg_values_supported");
        assertThat(metadata.getValue("claims_parameter_supported")).isInstanceOf(Boolean.class);
        assertThat(values("claims_supported")).contains("sub", "iss", "name", "email", "phone_number", "address");
        assertThat(values("scopes_supported")).contains("openid").allMatch(scope -> scope.matches("[!#-\\[\\]-~]+"));
        assertThat(values("code_challenge_methods_supported")).contains("S256");
    }

    @Test
    void oidcc_discovery_endpoint_verification_of_locales() {
        // RFC 5646 §2.1.1: language in lower case, region in upper case
        assertThat(values("ui_locales_supported")).isNotEmpty().allMatch(tag -> tag.matches("[a-z]{2,3}(-[A-Z]{2})?"));
    }

    @Test
    void oidcc_discovery_endpoint_verification_of_keys() {
        List<JsonObject> keys = http.get("/.well-known/jwks.json").json().getJsonArray("keys").stream()
                .map(JsonObject.class::cast).toList();

        assertThat(keys).isNotEmpty().extracting(key -> key.getString("kid")).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(keys).extracting(key -> key.getString("use")).containsOnly("sig");
        assertThat(keys).extracting(key -> key.getString("kty")).isSubsetOf("RSA", "EC", "OKP");
        assertThat(keys).allSatisfy(
                key -> assertThat(key.fieldNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k"));
    }

    private List<String> values(String member) {
        JsonArray values = metadata.getJsonArray(member);
        return values.stream().map(String.class::cast).toList();
    }
}
