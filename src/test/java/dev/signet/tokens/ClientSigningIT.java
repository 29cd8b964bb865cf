package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import dev.signet.testing.Admin;
import dev.signet.testing.FirstParty;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** Tokens are signed with the algorithm that a client is registered with, and that opens no way around the verifier. */
@SignetTest
class ClientSigningIT {
    private static final String HS256 = "HS256";

    private final Http http;
    private Person person;

    ClientSigningIT(Http http) {
        this.http = http;
    }

    @BeforeEach
    void register() {
        person = Person.register(http);
    }

    @ParameterizedTest
    @ValueSource(strings = { "RS256", "PS256", "ES256", "EdDSA" })
    void signs_with_a_key_of_the_ring(String alg) throws Exception {
        FirstParty client = FirstParty.register(http, algs(alg));

        JsonObject answer = client.signIn(person);

        SignedJWT access = SignedJWT.parse(answer.getString("access_token"));
        SignedJWT id = SignedJWT.parse(answer.getString("id_token"));
        JWKSet published = published();
        for (SignedJWT token : new SignedJWT[] { access, id }) {
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(alg);
            JWK key = published.getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(key.getAlgorithm().getName()).isEqualTo(alg);
            assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID());
            assertThat(verifies(token, key)).isTrue();
        }
        assertThat(id.getJWTClaimsSet().getStringClaim("at_hash")).isEqualTo(atHash(answer.getString("access_token"), alg));
        assertThat(me(answer).status()).isEqualTo(200);
        assertThat(client.introspect(answer.getString("access_token")).getBoolean("active")).isTrue();
        assertThat(client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token",
                answer.getString("refresh_token"))).status()).isEqualTo(200);
    }

    @Test
    void publishes_a_key_of_its_own_and_the_next_one_for_each_algorithm() throws Exception {
        for (String alg : new String[] { "PS256", "ES256", "EdDSA" }) {
            assertThat(FirstParty.register(http, algs(alg)).signIn(person).getString("id_token")).isNotEmpty();
            assertThat(published().getKeys().stream().filter(key -> key.getAlgorithm().getName().equals(alg))).hasSize(2);
        }
        assertThat(published().getKeys().stream().noneMatch(JWK::isPrivate)).isTrue();
        assertThat(published().getKeys().stream().map(JWK::getKeyID).distinct().count()).isEqualTo(published().size());
    }

    @Test
    void signs_hs256_with_the_secret_of_the_client_and_never_publishes_it() throws Exception {
        FirstParty client = FirstParty.register(http, algs(HS256));

        JsonObject answer = client.signIn(person);

        for (String token : new String[] { answer.getString("access_token"), answer.getString("id_token") }) {
            SignedJWT signed = SignedJWT.parse(token);
            assertThat(signed.getHeader().getKeyID()).isNull();
            assertThat(signed.verify(new MACVerifier(client.secret().getBytes(UTF_8)))).isTrue();
        }
        assertThat(http.get("/.well-known/jwks.json").text()).doesNotContain("\"oct\"");
    }

    @Test
    void refuses_an_hs256_access_token_at_its_own_endpoints() {
        FirstParty client = FirstParty.register(http, algs(HS256).put("scope", "openid signet:admin"));
        JsonObject answer = client.signIn(person);
        String admin = client.post("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "signet:admin")).json()
                .getString("access_token");

        assertThat(me(answer).status()).isEqualTo(401);
        assertThat(http.request("GET", "/api/v1/admin/clients").bearer(admin).send().status()).isEqualTo(401);
        assertThat(http.post("/api/v1/token/validate", new JsonObject().put("token", admin)).json().getBoolean("active"))
                .isFalse();
        assertThat(http.request("POST", "/api/v1/logout").bearer(answer.getString("access_token")).send().status())
                .isEqualTo(401);
    }

    @Test
    void tells_of_an_hs256_access_token_only_to_its_own_client() {
        FirstParty client = FirstParty.register(http, algs(HS256));
        FirstParty other = FirstParty.register(http, algs(HS256));
        FirstParty plain = FirstParty.register(http, new JsonObject());
        String token = client.signIn(person).getString("access_token");

        assertThat(client.introspect(token).getBoolean("active")).isTrue();
        assertThat(client.introspect(token).getString("client_id")).isEqualTo(client.id());
        assertThat(other.introspect(token)).isEqualTo(new JsonObject().put("active", false));
        assertThat(plain.introspect(token)).isEqualTo(new JsonObject().put("active", false));
    }

    @Test
    void ends_the_sign_in_of_an_hs256_access_token_that_its_own_client_gives_back() {
        FirstParty client = FirstParty.register(http, algs(HS256));
        String token = client.signIn(Person.register(http)).getString("access_token");

        assertThat(client.post("/oauth2/revoke", Map.of("token", token)).status()).isEqualTo(200);

        assertThat(client.introspect(token).getBoolean("active")).isFalse();
    }

    @Test
    void refuses_an_hs256_token_that_a_client_made_for_another_or_changed() throws Exception {
        FirstParty client = FirstParty.register(http, algs(HS256));
        SignedJWT good = SignedJWT.parse(client.signIn(person).getString("access_token"));

        assertThat(client.introspect(made(good, "client_id", "signet-admin", client.secret())).getBoolean("active")).isFalse();
        assertThat(client.introspect(made(good, "iss", "https://other.example", client.secret())).getBoolean("active"))
                .isFalse();
        assertThat(client.introspect(made(good, "exp", 1L, client.secret())).getBoolean("active")).isFalse();
        String publicKey = http.get("/.well-known/jwks.json").json().getJsonArray("keys").getJsonObject(0).encode();
        assertThat(client.introspect(made(good, "sub", "x", publicKey)).getBoolean("active")).isFalse();
        String idToken = client.signIn(person).getString("id_token");
        assertThat(client.introspect(idToken).getBoolean("active")).as("an ID token is no access token").isFalse();
    }

    @Test
    void gives_a_client_that_turns_to_hs256_another_secret() throws Exception {
        FirstParty old = FirstParty.register(http, new JsonObject());
        JsonObject patched = Admin.at(http).client("PATCH", old.id(), "").json(algs(HS256)).send().json();
        FirstParty renewed = old.with(patched.getString("client_secret"));

        assertThat(renewed.secret()).isNotNull().isNotEqualTo(old.secret());
        String idToken = renewed.signIn(person).getString("id_token");
        assertThat(SignedJWT.parse(idToken).verify(new MACVerifier(renewed.secret().getBytes(UTF_8)))).isTrue();
        assertThat(old.signIn(person).getString("id_token")).as("the overlap").isNotEmpty();
    }

    @Test
    void signs_with_the_newest_secret_and_knows_the_one_before_during_the_overlap() throws Exception {
        FirstParty client = FirstParty.register(http, algs(HS256));
        String before = client.signIn(person).getString("access_token");
        FirstParty rotated = client.with(Admin.at(http).client("POST", client.id(), "/secret").send().json()
                .getString("client_secret"));

        String after = rotated.signIn(person).getString("access_token");

        assertThat(SignedJWT.parse(after).verify(new MACVerifier(rotated.secret().getBytes(UTF_8)))).isTrue();
        assertThat(rotated.introspect(before).getBoolean("active")).isTrue();
        assertThat(rotated.introspect(after).getBoolean("active")).isTrue();
    }

    @Test
    void types_access_tokens_as_the_client_asks_and_still_tells_them_from_id_tokens() throws Exception {
        FirstParty client = FirstParty.register(http, new JsonObject().put("access_token_typ", "JWT"));
        JsonObject answer = client.signIn(person);
        SignedJWT access = SignedJWT.parse(answer.getString("access_token"));

        assertThat(access.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(access.getJWTClaimsSet().getAudience()).as("no client takes it for its ID token")
                .doesNotContain(client.id());
        assertThat(me(answer).status()).isEqualTo(200);
        assertThat(http.request("GET", "/api/v1/me").bearer(answer.getString("id_token")).send().status()).isEqualTo(401);
        assertThat(client.introspect(answer.getString("id_token")).getBoolean("active")).isFalse();
    }

    private static JsonObject algs(String alg) {
        return new JsonObject().put("id_token_signed_response_alg", alg).put("access_token_signed_response_alg", alg);
    }

    private HttpAnswer me(JsonObject answer) {
        return http.request("GET", "/api/v1/me").bearer(answer.getString("access_token")).send();
    }

    private JWKSet published() throws ParseException {
        return JWKSet.parse(http.get("/.well-known/jwks.json").text());
    }

    private static boolean verifies(SignedJWT token, JWK key) throws Exception {
        if (!key.getAlgorithm().getName().equals("EdDSA")) {
            PublicKey publicKey = ((AsymmetricJWK) key).toPublicKey();
            return token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), publicKey));
        }
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(PublicJsonWebKey.Factory.newPublicJwk(key.toJSONString()).getPublicKey());
        ed25519.update(token.getSigningInput());
        return ed25519.verify(token.getSignature().decode());
    }

    private static String atHash(String accessToken, String alg) throws Exception {
        byte[] hash = MessageDigest.getInstance(alg.equals("EdDSA") ? "SHA-512" : "SHA-256")
                .digest(accessToken.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    private static String made(SignedJWT good, String claim, Object value, String secret) throws Exception {
        Map<String, Object> claims = good.getJWTClaimsSet().toJSONObject();
        claims.put(claim, value);
        String input = good.getHeader().toBase64URL() + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(new JsonObject(claims).encode().getBytes(UTF_8));
        return input + "." + new MACSigner(secret.getBytes(UTF_8)).sign(good.getHeader(), input.getBytes(UTF_8));
    }
}
