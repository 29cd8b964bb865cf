package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.DemoData;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** What the discovery document claims of grants and of client authentication (RFC 8414 §2) is done once for each claim. */
@SignetTest
class ClaimedGrantsIT {
    private static final String SERVICE = "demo-service";
    private static final String SECRET = "demo-service-secret";
    /** The built-in client, which is public. */
    private static final String PUBLIC = "signet";
    private static final List<String> GRANTS = List.of("authorization_code", "client_credentials", "refresh_token", "password",
            "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange");

    private static final List<String> SIMPLE = List.of("client_secret_basic", "client_secret_post", "none");

    private final Http http;
    private final JsonObject metadata;

    ClaimedGrantsIT(Http http) {
        this.http = http;
        this.metadata = http.get("/.well-known/openid-configuration").json();
    }

    @BeforeEach
    void seed(Stores stores, StoreUrls urls) throws SQLException {
        try (Connection connection = stores.connect(urls)) {
            DemoData.seed(connection);
        }
    }

    /** The tokens themselves: AuthorizationCodeIT, RefreshIT, TokenEndpointIT, DeviceAuthorizationIT, TokenExchangeIT. */
    @Test
    void knows_every_grant_type_it_claims() {
        assertThat(claimed("grant_types_supported")).hasSize(5).allSatisfy(grant -> {
            HttpAnswer answer = send("client_secret_basic", endpoint("token"), Map.of("grant_type", grant));
            assertThat(answer.json().getString("error")).as(answer.toString()).isNotEqualTo("unsupported_grant_type");
        });
    }

    @Test
    void refuses_every_grant_type_it_does_not_claim() {
        List<String> claimed = claimed("grant_types_supported");

        assertThat(GRANTS).filteredOn(grant -> !claimed.contains(grant)).allSatisfy(grant -> {
            HttpAnswer answer = send("client_secret_basic", endpoint("token"), Map.of("grant_type", grant));
            assertThat(answer.json().getString("error")).as(answer.toString()).isEqualTo("unsupported_grant_type");
        });
    }

    @Test
    void gives_a_token_by_every_authentication_method_it_claims() {
        assertThat(methods("token")).isNotEmpty().allSatisfy(method -> {
            HttpAnswer answer = send(method, endpoint("token"), own(method));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        });
    }

    @Test
    void introspects_by_every_authentication_method_it_claims() {
        String token = ServiceToken.get(http).value();

        assertThat(methods("introspection")).isNotEmpty().allSatisfy(method -> {
            HttpAnswer answer = send(method, endpoint("introspection"), Map.of("token", token));
            assertThat(answer.json().getBoolean("active")).as(answer.toString()).isTrue();
        });
    }

    @Test
    void revokes_by_every_authentication_method_it_claims() {
        assertThat(methods("revocation")).isNotEmpty().allSatisfy(method -> {
            String token = send(method, endpoint("token"), own(method)).json().getString("access_token");
            assertThat(active(token)).isTrue();

            assertThat(send(method, endpoint("revocation"), Map.of("token", token)).status()).isEqualTo(200);

            assertThat(active(token)).isFalse();
        });
    }

    /** A form by which the client of that method gets a token of its own. */
    private Map<String, String> own(String method) {
        return method.equals("none")
                ? Map.of("grant_type", "refresh_token", "refresh_token",
                        Person.register(http).signIn().getString("refresh_token"))
                : Map.of("grant_type", "client_credentials");
    }

    private HttpAnswer send(String method, String endpoint, Map<String, String> form) {
        Map<String, String> fields = new HashMap<>(form);
        return switch (method) {
            case "client_secret_basic" -> http.request("POST", endpoint).basic(SERVICE, SECRET).form(fields).send();
            case "client_secret_post" -> {
                fields.putAll(Map.of("client_id", SERVICE, "client_secret", SECRET));
                yield http.postForm(endpoint, fields);
            }
            case "none" -> {
                fields.put("client_id", PUBLIC);
                yield http.postForm(endpoint, fields);
            }
            default -> throw new AssertionError("claims " + method + ", which nobody here has seen work");
        };
    }

    private boolean active(String token) {
        return http.post("/api/v1/token/validate", new JsonObject().put("token", token)).json().getBoolean("active");
    }

    private String endpoint(String name) {
        return metadata.getString(name + "_endpoint");
    }

    /** Those by a secret or by nothing; the others: AssertionIT, MutualTlsIT. */
    private List<String> methods(String endpoint) {
        return claimed(endpoint + "_endpoint_auth_methods_supported").stream().filter(SIMPLE::contains).toList();
    }

    private List<String> claimed(String member) {
        return metadata.getJsonArray(member).stream().map(String.class::cast).toList();
    }
}
