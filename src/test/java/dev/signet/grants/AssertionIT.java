package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.sealing.KeyEncryption;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Jws;
import dev.signet.testing.SignetTest;
import dev.signet.testing.TestClients;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Client assertions, in the order of RFC 7523 §3. */
@SignetTest
class AssertionIT {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final PublicJsonWebKey KEY = named(Jws.ecKey(), "one");
    private static final PublicJsonWebKey RSA = named(Jws.rsaKey(2048), "two");
    private static final String OK = "200 null";
    private static final String REFUSED = "401 invalid_client";

    private final Http http;
    private final SignetService service;
    private final TestClients clients;
    private final String client;

    AssertionIT(Http http, SignetService service, Stores stores, StoreUrls urls) {
        this.http = http.fromFresh();
        this.service = service;
        this.clients = new TestClients(stores, urls);
        this.client = clients.register("private_key_jwt", Map.of("jwks", jwks(KEY, RSA)));
    }

    @Test
    void takes_an_assertion_for_the_issuer_or_the_token_endpoint() {
        assertThat(send(KEY, claims())).isEqualTo(OK);
        assertThat(send(KEY, claims().put("aud", service.issuer() + "/oauth2/token"))).isEqualTo(OK);
        assertThat(send(KEY, claims().put("aud", new JsonArray().add(service.issuer())))).isEqualTo(OK);
    }

    @Test
    void takes_an_assertion_for_the_endpoint_that_is_called() {
        Map<String, String> form = Map.of("token", "x", "client_assertion_type", TYPE, "client_assertion",
                Jws.sign(KEY, header("ES256", "one"), claims().put("aud", service.issuer() + "/oauth2/introspect")));

        assertThat(http.postForm("/oauth2/introspect", form).json()).isEqualTo(new JsonObject().put("active", false));
        assertThat(send(KEY, claims().put("aud", service.issuer() + "/oauth2/introspect"))).as("at another endpoint")
                .isEqualTo(REFUSED);
    }

    @Test
    void takes_every_asymmetric_algorithm() {
        PublicJsonWebKey ed = named(Jws.edKey(), "three");
        String third = clients.register("private_key_jwt", Map.of("jwks", jwks(ed)));

        assertThat(post(Jws.sign(RSA, header("RS256", "two"), claims()))).isEqualTo(OK);
        assertThat(post(Jws.sign(RSA, header("PS256", "two"), claims()))).isEqualTo(OK);
        assertThat(post(Jws.sign(ed, header("EdDSA", "three"), claims(third)))).isEqualTo(OK);
    }

    @Test
    void item_1_and_2_rejects_an_assertion_whose_iss_or_sub_is_not_the_client() {
        assertThat(send(KEY, claims().put("iss", "somebody"))).isEqualTo(REFUSED);
        assertThat(send(KEY, without("iss"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("sub", "signet-admin"))).isEqualTo(REFUSED);
        assertThat(send(KEY, without("sub"))).isEqualTo(REFUSED);
        assertThat(post(Jws.sign(KEY, header("ES256", "one"), claims()), Map.of("client_id", "signet-admin")))
                .isEqualTo(REFUSED);
    }

    @Test
    void item_3_rejects_an_assertion_that_is_for_somebody_else() {
        assertThat(send(KEY, without("aud"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("aud", "https://other.example"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("aud", service.issuer() + "/"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("aud", new JsonArray()))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("aud", new JsonArray().add(service.issuer()).add("https://other.example"))))
                .as("for us and for others").isEqualTo(REFUSED);
    }

    @Test
    void item_4_rejects_an_assertion_that_has_ended_or_ends_late() {
        assertThat(send(KEY, without("exp"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("exp", now() - 60))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("exp", now() + 3_600))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("exp", "soon"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("exp", 1e300))).isEqualTo(REFUSED);
    }

    @Test
    void item_5_and_6_rejects_an_assertion_of_the_future() {
        assertThat(send(KEY, claims().put("nbf", now() + 120))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("iat", now() + 120))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("iat", "now"))).isEqualTo(REFUSED);
    }

    @Test
    void item_7_rejects_an_assertion_without_jti_and_one_shown_twice() {
        assertThat(send(KEY, without("jti"))).isEqualTo(REFUSED);
        assertThat(send(KEY, claims().put("jti", ""))).isEqualTo(REFUSED);
        JsonObject once = claims();
        assertThat(send(KEY, once)).isEqualTo(OK);
        assertThat(send(KEY, once)).isEqualTo(REFUSED);
        assertThat(send(KEY, once.copy().put("exp", now() + 100))).as("signed again, same jti").isEqualTo(REFUSED);
    }

    @Test
    void item_7_lets_one_of_twenty_at_once_through() {
        String assertion = Jws.sign(KEY, header("ES256", "one"), claims());
        List<CompletableFuture<HttpAnswer>> calls = Stream.generate(() -> http.fromFresh().request("POST", "/oauth2/token")
                .form(form(assertion)).sendAsync()).limit(20).toList();

        assertThat(calls).extracting(call -> call.join().status()).filteredOn(status -> status == 200)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void item_9_rejects_a_signature_that_is_not_the_clients() {
        assertThat(post(Jws.sign(named(Jws.ecKey(), "one"), header("ES256", "one"), claims()))).isEqualTo(REFUSED);
        assertThat(post(Jws.forge(header("none", "one"), claims(), "AA"))).isEqualTo(REFUSED);
        assertThat(post(Jws.forge(header("none", "one"), claims(), ""))).isEqualTo(REFUSED);
        assertThat(post(Jws.mac(jwks(KEY, RSA), header("HS256", "one"), claims()))).isEqualTo(REFUSED);
        assertThat(post(Jws.sign(KEY, header("ES256", "nobody"), claims()))).as("an unknown kid").isEqualTo(REFUSED);
        assertThat(post(Jws.sign(KEY, header("ES256", "two"), claims()))).as("another key's kid").isEqualTo(REFUSED);
    }

    @Test
    void item_9_never_takes_a_key_from_the_assertion() {
        PublicJsonWebKey own = named(Jws.ecKey(), "mine");
        Map<String, Object> header = header("ES256", "mine");
        header.put("jwk", own.toParams(OutputControlLevel.PUBLIC_ONLY));

        assertThat(post(Jws.sign(own, header, claims()))).isEqualTo(REFUSED);
    }

    @Test
    void item_9_rejects_a_weak_key_and_one_for_encryption() {
        PublicJsonWebKey weak = named(Jws.rsaKey(1024), "w");
        PublicJsonWebKey forEncryption = named(Jws.ecKey(), "e");
        forEncryption.setUse("enc");
        String first = clients.register("private_key_jwt", Map.of("jwks", jwks(weak)));
        String second = clients.register("private_key_jwt", Map.of("jwks", jwks(forEncryption)));

        assertThat(post(Jws.sign(weak, header("RS256", "w"), claims(first)))).isEqualTo(REFUSED);
        assertThat(post(Jws.sign(forEncryption, header("ES256", "e"), claims(second)))).isEqualTo(REFUSED);
    }

    @Test
    void item_9_rejects_an_algorithm_that_the_client_is_not_registered_for() {
        String strict = clients.register("private_key_jwt",
                Map.of("jwks", jwks(RSA), "token_endpoint_auth_signing_alg", "PS256"));

        assertThat(post(Jws.sign(RSA, header("PS256", "two"), claims(strict)))).isEqualTo(OK);
        assertThat(post(Jws.sign(RSA, header("RS256", "two"), claims(strict)))).isEqualTo(REFUSED);
    }

    @Test
    void item_10_rejects_what_is_not_one_well_formed_jwt() {
        Map<String, Object> critical = header("ES256", "one");
        critical.put("crit", List.of("exp"));
        String right = Jws.sign(KEY, header("ES256", "one"), claims());

        for (String assertion : List.of("x", "a.b.c", "..", right + ".", right + "\n", right.substring(0, right.length() - 2),
                Jws.sign(KEY, critical, claims()),
                Jws.sign(KEY, header("ES256", "one"), claims().put("pad", "x".repeat(9_000))))) {
            assertThat(post(assertion)).isEqualTo(REFUSED);
        }
        assertThat(post(right)).isEqualTo(OK);
    }

    @Test
    void rejects_another_assertion_type() {
        String assertion = Jws.sign(KEY, header("ES256", "one"), claims());

        assertThat(post(assertion, Map.of("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")))
                .isEqualTo(REFUSED);
        assertThat(post(assertion, Map.of("client_assertion_type", ""))).isEqualTo("400 invalid_request");
    }

    @Test
    void rejects_an_assertion_of_a_client_that_is_registered_for_a_secret() {
        String other = clients.withSecret("client_secret_basic", SECRET, Map.of("jwks", jwks(KEY)));

        assertThat(post(Jws.sign(KEY, header("ES256", "one"), claims(other)))).isEqualTo(REFUSED);
    }

    @Test
    void takes_an_assertion_made_with_the_shared_secret() {
        String other = clients.register("client_secret_jwt", Map.of("client_secret_sealed", sealed(SECRET)));

        assertThat(post(Jws.mac(SECRET, header("HS256", "x"), claims(other)))).isEqualTo(OK);
        assertThat(post(Jws.mac(SECRET + "x", header("HS256", "x"), claims(other)))).isEqualTo(REFUSED);
        assertThat(post(Jws.mac(SECRET + SECRET, header("HS512", "x"), claims(other)))).isEqualTo(REFUSED);
        assertThat(post(Jws.sign(KEY, header("ES256", "one"), claims(other)))).isEqualTo(REFUSED);
    }

    @Test
    void takes_the_previous_secret_while_the_overlap_lasts() {
        String before = "the-secret-before-it-of-thirty-two-bytes";
        String overlapping = clients.register("client_secret_jwt", Map.of("client_secret_sealed", sealed(SECRET),
                "previous_secret_sealed", sealed(before), "previous_secret_expires_at", at(60)));
        String over = clients.register("client_secret_jwt", Map.of("client_secret_sealed", sealed(SECRET),
                "previous_secret_sealed", sealed(before), "previous_secret_expires_at", at(-60)));

        assertThat(post(Jws.mac(before, header("HS256", "x"), claims(overlapping)))).isEqualTo(OK);
        assertThat(post(Jws.mac(before, header("HS256", "x"), claims(over)))).isEqualTo(REFUSED);
    }

    private static java.sql.Timestamp at(int seconds) {
        return java.sql.Timestamp.from(Instant.now().plusSeconds(seconds));
    }

    private byte[] sealed(String secret) {
        return new KeyEncryption(service.environment().get("SIGNET_KEYS_ENCRYPTION_KEY"))
                .seal("client-secret", secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)).bytes();
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String kid) {
        key.setKeyId(kid);
        return key;
    }

    private static String jwks(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static Map<String, Object> header(String alg, String kid) {
        return new HashMap<>(Map.of("alg", alg, "kid", kid));
    }

    private JsonObject claims() {
        return claims(client);
    }

    private JsonObject claims(String id) {
        return new JsonObject().put("iss", id).put("sub", id).put("aud", service.issuer()).put("exp", now() + 60)
                .put("iat", now()).put("jti", UUID.randomUUID().toString());
    }

    private JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private String send(PublicJsonWebKey key, JsonObject claims) {
        return post(Jws.sign(key, header("ES256", "one"), claims));
    }

    private String post(String assertion) {
        return post(assertion, Map.of());
    }

    /** From a fresh address each: what is tested here is not the limit. */
    private String post(String assertion, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(form(assertion));
        form.putAll(more);
        HttpAnswer answer = http.fromFresh().postForm("/oauth2/token", form);
        return answer.status() + " " + answer.json().getString("error");
    }

    private static Map<String, String> form(String assertion) {
        return Map.of("grant_type", "client_credentials", "client_assertion_type", TYPE, "client_assertion", assertion);
    }
}
