package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Tokens that are not ours, or not whole, or not for here: 401 as a Bearer, inactive everywhere, and nothing is fetched. */
@SignetTest
class JwtAttackIT {
    private final Http http;
    private final SignetService service;
    private String good;
    private String idToken;
    private KeyPair own;

    JwtAttackIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    @BeforeEach
    void signIn() throws GeneralSecurityException {
        JsonObject answer = Person.register(http).signIn();
        good = answer.getString("access_token");
        idToken = answer.getString("id_token");
        own = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    @Test
    void accepts_the_token_that_the_attacks_start_from() {
        assertThat(asBearer(good).status()).isEqualTo(200);
        assertThat(validate(good).getBoolean("active")).isTrue();
    }

    @Test
    void refuses_alg_none() {
        refuses(encode(header().put("alg", "none")) + "." + part(1) + ".");
        refuses(encode(header().put("alg", "none")) + "." + part(1) + "." + part(2));
        refuses(encode(header().put("alg", "nOnE")) + "." + part(1) + ".");
    }

    @Test
    void refuses_the_public_key_as_an_hmac_secret() throws GeneralSecurityException {
        JsonObject jwk = http.get("/.well-known/jwks.json").json().getJsonArray("keys").getJsonObject(0);
        refuses(hmac(header().put("alg", "HS256"), payload(), jwk.encode().getBytes(UTF_8)));
        refuses(hmac(header().put("alg", "HS256"), payload(), jwk.getString("n").getBytes(UTF_8)));
    }

    @Test
    void refuses_a_key_that_the_token_brings() throws GeneralSecurityException {
        JsonObject jwk = new JsonObject().put("kty", "RSA").put("e", "AQAB").put("n", Base64.getUrlEncoder().withoutPadding()
                .encodeToString(((RSAPublicKey) own.getPublic()).getModulus().toByteArray()));
        refuses(signed(header().put("jwk", jwk), payload()));
        refuses(signed(header().put("jwk", jwk).putNull("kid"), payload()));
    }

    @Test
    void fetches_nothing_that_a_token_names() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/keys";
            for (String member : new String[] { "jku", "x5u" }) {
                refuses(signed(header().put(member, url), payload()));
            }
            refuses(signed(header().put("kid", url), payload()));
            trap.setSoTimeout(500);
            assertThat(anybodyComes(trap)).isFalse();
        }
    }

    @Test
    void refuses_a_kid_that_is_not_ours() throws GeneralSecurityException {
        for (Object kid : new Object[] { "", "../../../dev/null", "' or 1=1 --", "\u0000", 7, new JsonObject() }) {
            refuses(signed(header().put("kid", kid), payload()));
        }
        JsonObject without = header();
        without.remove("kid");
        refuses(signed(without, payload()));
    }

    @Test
    void refuses_critical_headers_and_unknown_ones() throws GeneralSecurityException {
        refuses(signed(header().put("crit", new JsonArray().add("exp")), payload()));
        refuses(encode(header().put("b64", false)) + "." + part(1) + "." + part(2));
    }

    @Test
    void refuses_a_token_that_is_cut_or_put_together_anew() {
        String[] parts = good.split("\\.");
        String[] other = idToken.split("\\.");
        for (String token : new String[] { "", ".", "..", "...", parts[0], parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                good.substring(0, good.length() - 4), good + "AAAA", good + "=", good + ".", "." + good,
                parts[1] + "." + parts[0] + "." + parts[2],
                parts[0] + "." + other[1] + "." + other[2], parts[0] + "." + other[1] + "." + parts[2],
                other[0] + "." + parts[1] + "." + parts[2],
                good.toLowerCase(Locale.ROOT), "é" + good, "a".repeat(20_000) }) {
            refuses(token);
        }
    }

    @Test
    void refuses_a_changed_claim() {
        for (UnaryOperator<JsonObject> change : List.<UnaryOperator<JsonObject>> of(
                p -> p.put("exp", p.getLong("exp") + 3600), p -> p.put("sub", "somebody-else"),
                p -> p.put("scope", "signet:admin"),
                p -> p.put("aud", "another"), p -> p.put("iss", "https://another.example"))) {
            refuses(part(0) + "." + encode(change.apply(payload())) + "." + part(2));
        }
    }

    @Test
    void refuses_the_id_token_as_an_access_token() {
        refuses(idToken);
    }

    @Test
    void refuses_a_token_that_another_issuer_signed() throws GeneralSecurityException {
        refuses(signed(header(), payload()));
    }

    /**
     * The service's own key is not to be had, so an expired token is one of a replica with another clock setting: 1 s of life,
     * no skew.
     */
    @Test
    void refuses_an_expired_token() {
        try (SignetService brief = service.replica().with("SIGNET_TOKENS_ACCESS_LIFETIME", "PT1S")
                .with("SIGNET_TOKENS_SKEW", "PT0S").start()) {
            Http http = Http.to(brief.baseUri());
            String token = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                    .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
            assertThat(Await.within(Duration.ofSeconds(5),
                    () -> http.request("GET", "/api/v1/admin/limits").bearer(token).send().status() == 401)).isTrue();
            assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(json(token, 1).getLong("exp")));
        }
    }

    @Test
    void serves_a_public_call_that_comes_with_a_bad_token() {
        HttpAnswer answer = http.request("POST", "/api/v1/token/validate").bearer("stale")
                .json(new JsonObject().put("token", good)).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("active")).isTrue();
    }

    private void refuses(String token) {
        HttpAnswer answer = asBearer(token);
        assertThat(answer.status()).as("Bearer %s", token).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(validate(token)).as("validating %s", token).isEqualTo(new JsonObject().put("active", false));
        if (!token.isEmpty()) {
            assertThat(http.request("POST", "/oauth2/introspect").basic("signet-admin", "signet-admin-secret")
                    .form(Map.of("token", token))
                    .send().json()).as("introspecting %s", token).isEqualTo(new JsonObject().put("active", false));
        }
    }

    private HttpAnswer asBearer(String token) {
        return http.request("GET", "/api/v1/me").bearer(new String(token.getBytes(UTF_8), StandardCharsets.ISO_8859_1)).send();
    }

    private JsonObject validate(String token) {
        return http.post("/api/v1/token/validate", new JsonObject().put("token", token)).json();
    }

    private JsonObject header() {
        return json(good, 0);
    }

    private JsonObject payload() {
        return json(good, 1);
    }

    private String part(int index) {
        return good.split("\\.")[index];
    }

    private static JsonObject json(String token, int index) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), UTF_8));
    }

    private static String encode(JsonObject json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(UTF_8));
    }

    private String signed(JsonObject header, JsonObject payload) throws GeneralSecurityException {
        return sign(encode(header) + "." + encode(payload), own.getPrivate());
    }

    private static String sign(String input, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(input.getBytes(UTF_8));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String hmac(JsonObject header, JsonObject payload, byte[] secret) throws GeneralSecurityException {
        String input = encode(header) + "." + encode(payload);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(input.getBytes(UTF_8)));
    }

    private static boolean anybodyComes(ServerSocket trap) throws IOException {
        try {
            trap.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
