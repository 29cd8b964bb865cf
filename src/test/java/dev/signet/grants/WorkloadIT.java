package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.testing.Admin;
import dev.signet.testing.ClusterIssuer;
import dev.signet.testing.Clusters;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A pod is a client by its service account token: as {@code client_assertion} (RFC 7523 §2.2). */
@SignetTest
class WorkloadIT {
    private static final String METHOD = "urn:signet:auth-method:workload";
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String SHOP = "https://shop.example";
    private static final String OK = "200 null";
    private static final String REFUSED = "401 invalid_client";

    private final Http http;
    private final ClusterIssuer prod;
    private final Clusters clusters;
    private final String issuer;
    private final Admin admin;
    /** A namespace of this test's own. */
    private final String ns = "ns-" + UUID.randomUUID().toString().substring(0, 8);
    private final String client;

    WorkloadIT(Http http, Clusters clusters) {
        this.http = http.fromFresh();
        this.clusters = clusters;
        this.prod = clusters.prod();
        this.issuer = http.get("/.well-known/openid-configuration").json().getString("issuer");
        this.admin = Admin.at(this.http);
        this.client = register("prod:system:serviceaccount:" + ns + ":orders");
    }

    private String register(String... subjects) {
        return admin.register(metadata(subjects)).getString("client_id");
    }

    private static JsonObject metadata(String... subjects) {
        return new JsonObject().put("token_endpoint_auth_method", METHOD).put("scope", "read write")
                .put("grant_types", new JsonArray().add("client_credentials"))
                .put("default_audience", new JsonArray().add(SHOP))
                .put("workload_subjects", new JsonArray(List.of(subjects)));
    }

    private String token(String serviceAccount) {
        return prod.sign(prod.claims(issuer, ns, serviceAccount));
    }

    private HttpCall call(String assertion, String... more) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", "client_credentials", "client_assertion_type", TYPE, "client_assertion", assertion));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return http.fromFresh().request("POST", "/oauth2/token").form(form);
    }

    private String post(String assertion, String... more) {
        HttpAnswer answer = call(assertion, more).send();
        return answer.status() + " " + answer.json().getString("error");
    }

    @Test
    void gives_a_pod_a_token_of_its_client_as_often_as_it_asks() {
        String assertion = token("orders");

        HttpAnswer answer = call(assertion, "client_id", client, "scope", "read").send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        JsonObject token = RelyingParty.claims(answer.json().getString("access_token"));
        assertThat(token.getString("sub")).isEqualTo(client);
        assertThat(token.getString("client_id")).isEqualTo(client);
        assertThat(token.getString("scope")).isEqualTo("read");
        assertThat(token.getValue("aud")).isEqualTo(SHOP);
        assertThat(post(assertion, "client_id", client)).as("again").isEqualTo(OK);
    }

    @Test
    void needs_no_client_id_where_one_client_is_registered_for_the_pod() {
        assertThat(post(token("orders"))).isEqualTo(OK);
    }

    @Test
    void lets_the_request_say_which_of_two_clients_the_pod_is_and_guesses_nothing() {
        String second = register("prod:system:serviceaccount:" + ns + ":*");

        Await.until(Duration.ofSeconds(5), "the second client to count",
                () -> post(token("orders")).equals(REFUSED));
        assertThat(post(token("orders"), "client_id", client)).isEqualTo(OK);
        assertThat(post(token("orders"), "client_id", second)).isEqualTo(OK);
        assertThat(post(token("stock"))).isEqualTo(OK);
    }

    @Test
    void takes_no_pod_for_a_client_that_is_not_registered_for_it() {
        assertThat(post(token("orders2"))).isEqualTo(REFUSED);
        assertThat(post(token("orders2"), "client_id", client)).isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_id", "signet-admin")).isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_id", "nobody")).isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_id", "system:serviceaccount:" + ns + ":orders")).isEqualTo(REFUSED);
        assertThat(post(prod.sign(prod.claims(issuer, "other", "orders")), "client_id", client)).isEqualTo(REFUSED);
    }

    @Test
    void takes_no_pod_of_the_account_that_every_namespace_has_unless_it_is_named() {
        String all = register("prod:system:serviceaccount:" + ns + ":*", "prod:system:serviceaccount:" + ns + ":def*");

        assertThat(post(token("any"), "client_id", all)).isEqualTo(OK);
        assertThat(post(token("default"), "client_id", all)).isEqualTo(REFUSED);
        assertThat(post(token("default"))).isEqualTo(REFUSED);
        String named = register("prod:system:serviceaccount:" + ns + ":default");
        assertThat(post(token("default"), "client_id", named)).isEqualTo(OK);
        assertThat(post(prod.sign(prod.claims(issuer, "other", "default")), "client_id", named)).isEqualTo(REFUSED);
    }

    @Test
    void knows_the_clusters_apart() {
        String edge = register("eu-edge:system:serviceaccount:" + ns + ":orders");
        String own = clusters.edge().sign(clusters.edge().claims(Clusters.EDGE_AUDIENCE, ns, "orders"));

        Await.until(Duration.ofSeconds(10), "the keys of the edge", () -> post(own, "client_id", edge).equals(OK));
        assertThat(post(own, "client_id", client)).isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_id", edge)).isEqualTo(REFUSED);
        assertThat(post(clusters.edge().sign(clusters.edge().claims(issuer, ns, "orders")), "client_id", edge))
                .as("for the audience of another cluster").isEqualTo(REFUSED);
        JsonObject claims = clusters.edge().claims(issuer, ns, "orders").put("iss", prod.issuer());
        assertThat(post(clusters.edge().sign(claims), "client_id", client)).as("signed by another cluster").isEqualTo(REFUSED);
    }

    @Test
    void proves_no_client_that_authenticates_otherwise_and_nothing_else_proves_this_one() {
        String secret = admin.register(new JsonObject().put("grant_types", new JsonArray().add("client_credentials")))
                .getString("client_id");

        assertThat(post(token("orders"), "client_id", secret)).isEqualTo(REFUSED);
        assertThat(
                post(prod.sign(prod.claims(issuer, ns, "orders").put("iss", client).put("sub", client)), "client_id", client))
                .as("as if the client had made it").isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_secret", "x", "client_id", client)).as("two ways")
                .isEqualTo("400 invalid_request");
        HttpAnswer nameAlone = http.fromFresh().postForm("/oauth2/token",
                Map.of("grant_type", "client_credentials", "client_id", client));
        assertThat(nameAlone.status()).isEqualTo(401);
        assertThat(http.fromFresh().request("POST", "/oauth2/token").basic(client, token("orders"))
                .form(Map.of("grant_type", "client_credentials")).send().status()).isEqualTo(401);
    }

    @Test
    void obeys_what_operators_do_to_the_client() {
        String given = call(token("orders")).send().json().getString("access_token");
        assertThat(active(given)).isTrue();

        assertThat(admin.request("POST", "/api/v1/admin/revocations")
                .json(new JsonObject().put("type", "client").put("value", client)).send().status()).isLessThan(300);
        assertThat(active(given)).isFalse();

        assertThat(admin.client("POST", client, "/disable").send().status()).isLessThan(300);
        assertThat(post(token("orders"))).isEqualTo(REFUSED);
        assertThat(post(token("orders"), "client_id", client)).isEqualTo(REFUSED);
        assertThat(admin.client("POST", client, "/enable").send().status()).isLessThan(300);
        assertThat(post(token("orders"))).isEqualTo(OK);
        assertThat(admin.client("PATCH", client, "")
                .json(new JsonObject().put("workload_subjects",
                        new JsonArray().add("prod:system:serviceaccount:" + ns + ":new")))
                .send().status()).isEqualTo(200);
        assertThat(post(token("orders"), "client_id", client)).isEqualTo(REFUSED);
        assertThat(post(token("new"))).isEqualTo(OK);
    }

    private boolean active(String token) {
        return http.request("POST", "/oauth2/introspect").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("token", token)).send().json().getBoolean("active");
    }

    @Test
    void is_a_client_at_every_endpoint() {
        String given = call(token("orders")).send().json().getString("access_token");

        HttpAnswer answer = http.postForm("/oauth2/introspect",
                Map.of("token", given, "client_assertion_type", TYPE, "client_assertion", token("orders")));

        assertThat(answer.json().getBoolean("active")).as(answer.toString()).isTrue();
        assertThat(answer.json().getString("client_id")).isEqualTo(client);
    }

    @Test
    void binds_the_token_to_a_key_and_keeps_to_scope_and_resource() {
        DpopKey key = new DpopKey();

        HttpAnswer bound = call(token("orders")).header("DPoP", key.proof("POST", issuer + "/oauth2/token")).send();

        assertThat(bound.json().getString("token_type")).isEqualTo("DPoP");
        assertThat(RelyingParty.claims(bound.json().getString("access_token")).getJsonObject("cnf").getString("jkt"))
                .isEqualTo(key.jkt());
        assertThat(post(token("orders"), "scope", "signet:admin")).isEqualTo("400 invalid_scope");
        assertThat(post(token("orders"), "resource", "https://other.example")).isEqualTo("400 invalid_target");
        assertThat(post(token("orders"), "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"))
                .isEqualTo("400 unauthorized_client");
    }

    @Test
    void stops_guessing_after_ten_failures_from_one_address() {
        Http one = http.fromFresh();
        Map<String, String> form = Map.of("grant_type", "client_credentials", "client_assertion_type", TYPE,
                "client_assertion", prod.sign(prod.claims("https://other.example", ns, "orders")), "client_id", client);

        List<Integer> answers = IntStream.range(0, 11).mapToObj(i -> one.postForm("/oauth2/token", form).status()).toList();

        assertThat(answers.subList(0, 10)).containsOnly(401);
        assertThat(answers.get(10)).isEqualTo(429);
    }

    @Test
    void follows_the_issuer_to_a_new_key_and_goes_on_while_it_is_away() {
        ClusterIssuer edge = clusters.edge();
        String id = register("eu-edge:system:serviceaccount:" + ns + ":orders");
        Duration bound = Duration.ofSeconds(10);
        String first = edge.sign(edge.claims(Clusters.EDGE_AUDIENCE, ns, "orders"));
        Await.until(bound, "the first key", () -> post(first, "client_id", id).equals(OK));

        edge.rotate();
        String second = edge.sign(edge.claims(Clusters.EDGE_AUDIENCE, ns, "orders"));
        Await.until(bound, "the second key", () -> post(second, "client_id", id).equals(OK));
        assertThat(post(first, "client_id", id)).as("of a key that is gone").isEqualTo(REFUSED);

        edge.away(true);
        try {
            edge.rotate();
            String third = edge.sign(edge.claims(Clusters.EDGE_AUDIENCE, ns, "orders"));
            Await.until(bound, "the third key to be looked for", () -> call(third, "client_id", id).send().status() == 503);
            HttpAnswer away = call(third, "client_id", id).send();
            assertThat(away.json().getString("error")).isEqualTo("temporarily_unavailable");
            assertThat(away.header("Retry-After")).isEqualTo("2");
            assertThat(post(second, "client_id", id)).as("of a key that is held").isEqualTo(OK);

            edge.away(false);
            Await.until(bound, "the third key", () -> post(third, "client_id", id).equals(OK));
        } finally {
            edge.away(false);
        }
    }

    @Test
    void is_announced() {
        JsonObject metadata = http.get("/.well-known/openid-configuration").json();

        for (String endpoint : List.of("token", "introspection", "revocation")) {
            assertThat(metadata.getJsonArray(endpoint + "_endpoint_auth_methods_supported")).contains(METHOD);
        }
    }

    @Test
    void is_registered_with_good_subjects_only_and_without_a_secret() {
        assertThat(admin.register(metadata("prod:system:serviceaccount:shop:a-*")).containsKey("client_secret")).isFalse();
        for (String bad : List.of("system:serviceaccount:shop:orders", "prod:system:serviceaccount:*:default")) {
            HttpAnswer answer = admin.tryRegister(metadata(bad));
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.text()).contains("workload_subjects");
        }
    }
}
