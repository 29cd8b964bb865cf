package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

import dev.signet.testing.Admin;
import dev.signet.testing.ClusterIssuer;
import dev.signet.testing.Clusters;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Jws;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Which service account tokens are good, in the order of RFC 7523 §3; each is tried as {@code client_assertion} and, as
 * RFC 8693 §2.1 has it, as {@code subject_token}.
 */
@SignetTest
class WorkloadTokenIT {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String SHOP = "https://shop.example";
    private static final String OK = "200 null";

    private final Http http;
    private final ClusterIssuer prod;
    private final String issuer;
    private final Admin admin;
    private final String ns = "ns-" + UUID.randomUUID().toString().substring(0, 8);
    private final String client;

    WorkloadTokenIT(Http http, Clusters clusters) {
        this.http = http.fromFresh();
        this.prod = clusters.prod();
        this.issuer = http.get("/.well-known/openid-configuration").json().getString("issuer");
        this.admin = Admin.at(this.http);
        this.client = register(new JsonArray().add("client_credentials").add(EXCHANGE), "orders");
    }

    private String register(JsonArray grants, String serviceAccount) {
        JsonArray subjects = new JsonArray().add("prod:system:serviceaccount:" + ns + ":" + serviceAccount);
        return admin.register(new JsonObject().put("token_endpoint_auth_method", "urn:signet:auth-method:workload")
                .put("scope", "read write").put("grant_types", grants).put("default_audience", new JsonArray().add(SHOP))
                .put("allowed_resources", new JsonArray().add("stock")).put("workload_subjects", subjects))
                .getString("client_id");
    }

    private JsonObject claims() {
        return prod.claims(issuer, ns, "orders");
    }

    private JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private Map<String, Object> header() {
        return new LinkedHashMap<>(Map.of("alg", "RS256", "kid", prod.key().getKeyId()));
    }

    private Map<String, Object> header(String name, Object value) {
        Map<String, Object> header = header();
        header.put(name, value);
        return header;
    }

    private void refuses(JsonObject claims) {
        refuses(prod.sign(claims));
    }

    private void refuses(String token) {
        for (String named : List.of("", client)) {
            assertThat(outcome(assertion(token, named))).as("as client_assertion: %s", token).isEqualTo("401 invalid_client");
            assertThat(outcome(exchange(token, "client_id", named))).as("as subject_token: %s", token)
                    .isEqualTo("400 invalid_request");
        }
    }

    private void takes(JsonObject claims) {
        assertThat(outcome(assertion(prod.sign(claims), ""))).isEqualTo(OK);
        assertThat(outcome(exchange(prod.sign(claims)))).isEqualTo(OK);
    }

    private static String outcome(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }

    private HttpAnswer assertion(String token, String named) {
        return http.fromFresh().postForm("/oauth2/token", Map.of("grant_type", "client_credentials", "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", token, "client_id", named));
    }

    private HttpAnswer exchange(String token, String... more) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", EXCHANGE, "subject_token", token, "subject_token_type", JWT));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return http.fromFresh().postForm("/oauth2/token", form);
    }

    @Test
    void item_1_refuses_an_issuer_that_is_not_a_cluster_to_the_letter() {
        refuses(claims().put("iss", "https://elsewhere.example"));
        refuses(claims().put("iss", prod.issuer() + "/"));
        refuses(claims().put("iss", prod.issuer().replace("localhost", "LOCALHOST")));
        refuses(claims().put("iss", prod.issuer().replace("localhost", "127.0.0.1")));
        refuses(claims().put("iss", new JsonArray().add(prod.issuer())));
    }

    @Test
    void item_2_refuses_a_subject_that_is_not_the_service_account_to_the_letter() {
        for (String sub : List.of("system:serviceaccount:" + ns + ":Orders", "System:serviceaccount:" + ns + ":orders",
                "system:serviceaccount:" + ns + ":orders:", "system:serviceaccount:" + ns + ":orders ",
                "system:serviceaccount:" + ns + "::orders", "system:serviceaccount::orders", ":" + ns + ":orders",
                "system:serviceaccount:x:" + ns + ":orders", "system:node:" + ns + ":orders", "system:admin", "",
                "system:serviceaccount:" + ns + ":*", "prod:system:serviceaccount:" + ns + ":orders",
                "system:serviceaccount:" + ns + ":оrders", "system:serviceaccount:" + ns + ":orders\n", client)) {
            refuses(claims().put("sub", sub));
        }
        assertThat(outcome(assertion(prod.sign(without("sub")), client))).isEqualTo("401 invalid_client");
        assertThat(outcome(exchange(prod.sign(without("sub"))))).isEqualTo("400 invalid_request");
    }

    @Test
    void item_3_refuses_a_token_that_is_for_somebody_else_or_for_others_too() {
        refuses(claims().put("aud", "https://kubernetes.default.svc"));
        refuses(claims().put("aud", new JsonArray().add("https://kubernetes.default.svc")));
        refuses(claims().put("aud", new JsonArray().add(issuer).add("https://kubernetes.default.svc")));
        refuses(claims().put("aud", new JsonArray()));
        refuses(claims().put("aud", issuer + "/"));
        refuses(claims().put("aud", issuer + "/oauth2/token"));
        refuses(without("aud"));
        takes(claims().put("aud", issuer));
    }

    @Test
    void item_4_refuses_a_token_that_has_ended_or_ends_late_or_never() {
        refuses(without("exp"));
        refuses(claims().put("exp", now() - 60));
        refuses(claims().put("exp", now() + 86_400 + 3_600));
        refuses(claims().put("exp", "soon"));
        refuses(claims().put("exp", 1e300));
        takes(claims().put("exp", now() + 86_400));
        takes(claims().put("exp", now() - 10));
    }

    @Test
    void item_5_and_6_refuses_a_token_of_the_future() {
        refuses(claims().put("nbf", now() + 120));
        refuses(claims().put("iat", now() + 120));
        refuses(claims().put("nbf", "now"));
        takes(without("nbf"));
    }

    @Test
    void item_7_takes_a_token_again_and_one_without_jti() {
        JsonObject claims = claims();
        takes(claims);
        takes(claims);
        takes(without("jti"));
    }

    @Test
    void item_9_refuses_a_signature_that_is_not_the_clusters() {
        PublicJsonWebKey other = Jws.rsaKey(2048);
        refuses(Jws.sign(other, header(), claims()));
        refuses(Jws.sign(other, header("jwk", other.toParams(OutputControlLevel.PUBLIC_ONLY)), claims()));
        String good = prod.sign(claims());
        refuses(good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(342));
        refuses(Jws.sign(prod.key(), header("kid", "another"), claims()));
        Map<String, Object> without = header();
        without.remove("kid");
        refuses(Jws.sign(prod.key(), without, claims()));
    }

    @Test
    void item_9_lets_the_key_say_the_algorithm() {
        refuses(Jws.forge(header("alg", "none"), claims(), "AA"));
        refuses(Jws.forge(header("alg", "none"), claims(), ""));
        String pem = new String(prod.key().getPublicKey().getEncoded(), StandardCharsets.ISO_8859_1);
        refuses(Jws.mac(pem, header("alg", "HS256"), claims()));
        refuses(Jws.sign(prod.key(), header("alg", "PS256"), claims()));
        refuses(Jws.sign(prod.key(), header("alg", "RS512"), claims()));
        refuses(Jws.sign(Jws.ecKey(), header("alg", "ES256"), claims()));
    }

    @Test
    void refuses_what_is_no_jwt_or_too_long_for_one() {
        for (String token : List.of("x", "a.b.c", prod.sign(claims()) + ".x", prod.sign(claims()) + "=")) {
            refuses(token);
        }
        refuses(claims().put("padding", "x".repeat(8_192)));
        refuses(Jws.sign(prod.key(), header("crit", List.of("exp")), claims()));
    }

    @Test
    void gives_for_a_subject_token_what_the_client_gets_for_itself() {
        HttpAnswer answer = exchange(prod.sign(claims()), "scope", "read", "audience", "stock", "requested_token_type",
                ACCESS_TOKEN);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getString("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(answer.json().containsKey("refresh_token")).isFalse();
        JsonObject token = RelyingParty.claims(answer.json().getString("access_token"));
        assertThat(token.getString("sub")).isEqualTo(client);
        assertThat(token.getString("client_id")).isEqualTo(client);
        assertThat(token.getString("scope")).isEqualTo("read");
        assertThat(token.getValue("aud")).isEqualTo("stock");
        assertThat(token.containsKey("act")).isFalse();
    }

    @Test
    void keeps_an_exchange_to_what_the_client_may_have() {
        String token = prod.sign(claims());
        String noExchange = register(new JsonArray().add("client_credentials"), "stock");
        String stock = prod.sign(prod.claims(issuer, ns, "stock"));

        assertThat(outcome(exchange(stock, "client_id", noExchange))).isEqualTo("400 unauthorized_client");
        assertThat(outcome(exchange(token, "scope", "signet:admin"))).isEqualTo("400 invalid_scope");
        assertThat(outcome(exchange(token, "resource", "https://other.example"))).isEqualTo("400 invalid_target");
        assertThat(outcome(exchange(token, "audience", "other"))).isEqualTo("400 invalid_target");
        assertThat(outcome(exchange(token, "requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")))
                .isEqualTo("400 invalid_request");
        assertThat(outcome(exchange(token, "actor_token", token, "actor_token_type", JWT))).isEqualTo("400 invalid_request");
        assertThat(outcome(exchange(token, "client_id", noExchange))).isEqualTo("400 invalid_request");
        assertThat(outcome(exchange(token, "subject_token_type", ACCESS_TOKEN))).as("it is none of ours")
                .isEqualTo("401 invalid_client");
    }

    @Test
    void takes_no_service_account_token_as_the_subject_of_somebody_elses_exchange() {
        JsonObject other = admin.register(new JsonObject().put("grant_types", new JsonArray().add(EXCHANGE)));
        Map<String, String> form = Map.of("grant_type", EXCHANGE, "subject_token", prod.sign(claims()), "subject_token_type",
                JWT);

        HttpAnswer answer = http.fromFresh().request("POST", "/oauth2/token")
                .basic(other.getString("client_id"), other.getString("client_secret")).form(form).send();

        assertThat(outcome(answer)).isEqualTo("400 invalid_request");
    }

    @Test
    void takes_no_token_of_its_own_for_the_proof_of_a_client() {
        String own = assertion(prod.sign(claims()), "").json().getString("access_token");

        assertThat(outcome(exchange(own, "client_id", client))).isEqualTo("401 invalid_client");
        assertThat(outcome(exchange(own))).isEqualTo("401 invalid_client");
        assertThat(outcome(assertion(own, client))).isEqualTo("401 invalid_client");
    }

    @Test
    void lets_a_pod_exchange_a_token_that_it_was_given() {
        String own = assertion(prod.sign(claims()), "").json().getString("access_token");

        HttpAnswer answer = http.fromFresh().postForm("/oauth2/token", Map.of("grant_type", EXCHANGE, "subject_token", own,
                "subject_token_type", JWT, "audience", "stock", "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", prod.sign(claims())));

        assertThat(outcome(answer)).isEqualTo(OK);
    }

    @Test
    void proves_nothing_by_a_subject_token_where_no_token_is_given() {
        HttpAnswer answer = http.fromFresh().postForm("/oauth2/introspect", Map.of("grant_type", EXCHANGE, "subject_token",
                prod.sign(claims()), "subject_token_type", JWT, "token", "x", "client_id", client));

        assertThat(outcome(answer)).isEqualTo("401 invalid_client");
    }
}
