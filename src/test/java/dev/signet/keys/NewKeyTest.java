package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.json.JsonObject;

/** A key is named by what it is (RFC 7638), and shows nothing private. */
class NewKeyTest {
    private static final String RFC_7638_MODULUS = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tS"
            + "oc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnY"
            + "b9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8"
            + "awapJzKnqDKgw";

    @Test
    void is_named_as_the_example_of_rfc_7638_3_1() throws JoseException {
        JsonObject key = new JsonObject().put("kty", "RSA").put("n", RFC_7638_MODULUS).put("e", "AQAB").put("alg", "RS256")
                .put("kid", "2011-04-29");

        assertThat(thumbprint(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void is_named_as_the_example_of_rfc_8037_a_3() throws JoseException {
        JsonObject key = new JsonObject().put("kty", "OKP").put("crv", "Ed25519")
                .put("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

        assertThat(thumbprint(key)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @ParameterizedTest
    @CsvSource({ "RS256, e kty n", "PS256, e kty n", "ES256, crv kty x y", "EdDSA, crv kty x" })
    void is_named_by_the_required_members_in_their_order(String alg, String members) throws Exception {
        NewKey key = NewKey.signing(alg);

        JsonObject jwk = new JsonObject(key.publicJwk());
        String canonical = List.of(members.split(" ")).stream()
                .map(member -> "\"" + member + "\":\"" + jwk.getString(member) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));
        assertThat(key.kid()).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        assertThat(jwk.getString("kid")).isEqualTo(key.kid());
        assertThat(jwk.getString("alg")).isEqualTo(alg);
        assertThat(jwk.fieldNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    }

    @ParameterizedTest
    @ValueSource(strings = { "HS256", "none", "RS512", "" })
    void is_of_no_other_algorithm(String alg) {
        assertThatThrownBy(() -> NewKey.signing(alg)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String thumbprint(JsonObject jwk) throws JoseException {
        return NewKey.thumbprint(JsonWebKey.Factory.newJwk(jwk.encode()));
    }
}
