package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The JWK Set (RFC 7517 §5), and how it is cached (RFC 9110 §13.1.2, RFC 9111). */
@SignetTest
class JwksIT {
    private static final String PATH = "/.well-known/jwks.json";

    private final Http http;

    JwksIT(Http http) {
        this.http = http;
    }

    @Test
    void shows_public_rsa_keys() {
        assertThat(keys()).filteredOn(key -> key.getString("alg").equals("RS256")).hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(key -> {
                    assertThat(key.fieldNames()).containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
                    assertThat(key.getString("kty")).isEqualTo("RSA");
                });
    }

    /** Other algorithms have keys as soon as a client asks for them (RFC 7518 §6, RFC 8037 §2). */
    @Test
    void shows_nothing_private_and_no_secret() {
        assertThat(keys()).allSatisfy(key -> {
            assertThat(key.getString("kty")).isIn("RSA", "EC", "OKP");
            assertThat(key.getString("use")).isEqualTo("sig");
            assertThat(key.fieldNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k");
        });
    }

    @Test
    void gives_each_key_a_name_of_its_own() {
        assertThat(keys()).extracting(key -> key.getString("kid")).doesNotHaveDuplicates();
    }

    @Test
    void may_be_cached_by_anybody_and_carries_a_tag() {
        HttpAnswer answer = http.get(PATH);

        assertThat(answer.header("Content-Type")).startsWith("application/jwk-set+json");
        assertThat(answer.header("Cache-Control")).contains("public").containsPattern("max-age=[1-9]");
        assertThat(answer.header("ETag")).matches("\"[^\"]+\"");
    }

    @Test
    void is_not_sent_again_to_who_has_it() {
        String tag = http.get(PATH).header("ETag");

        HttpAnswer answer = http.request("GET", PATH).header("If-None-Match", tag).send();

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body().length()).isZero();
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(answer.header("Cache-Control")).contains("max-age");
    }

    @Test
    void is_sent_to_who_has_another() {
        HttpAnswer answer = http.request("GET", PATH).header("If-None-Match", "\"of-last-year\"").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("keys")).isNotEmpty();
    }

    private List<JsonObject> keys() {
        return http.get(PATH).json().getJsonArray("keys").stream().map(JsonObject.class::cast).toList();
    }
}
