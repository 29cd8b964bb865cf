package dev.signet.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonObject;

/** An access token that a service got for itself, as a resource server meets it. */
record ServiceToken(String value) {
    static final String CLIENT = "signet-admin";
    private static final String SECRET = "signet-admin-secret";

    static ServiceToken get(Http http) {
        HttpAnswer answer = http.request("POST", "/oauth2/token").basic(CLIENT, SECRET)
                .form(Map.of("grant_type", "client_credentials")).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new ServiceToken(answer.json().getString("access_token"));
    }

    /** @return the token with another subject under the signature it had */
    String tampered() {
        String[] parts = value.split("\\.");
        JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
        String payload = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.put("sub", "somebody-else").encode().getBytes(UTF_8));
        return parts[0] + "." + payload + "." + parts[2];
    }
}
