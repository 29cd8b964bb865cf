package dev.signet.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;

import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import dev.signet.testing.StatusBits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Token Status Lists (draft-ietf-oauth-status-list): what a resource server reads that asks nobody about a token. */
@SignetTest
class StatusListIT {
    private static final int ENTRIES = 1 << 20;

    private final Http http;
    private final Admin admin;
    private final String issuer;

    StatusListIT(Http http, SignetService service) {
        this.http = http;
        this.admin = Admin.at(http);
        this.issuer = service.issuer();
    }

    /** §6.1. */
    @Test
    void is_referred_to_by_an_access_token() {
        JsonObject reference = reference(Person.register(http).signIn().getString("access_token"));

        assertThat(reference.fieldNames()).containsExactlyInAnyOrder("idx", "uri");
        assertThat(reference.getInteger("idx")).isBetween(0, ENTRIES - 1);
        assertThat(reference.getString("uri")).startsWith(issuer + "/oauth2/status/");
    }

    /** §5.1, §8.2. */
    @Test
    void is_a_signed_token_that_says_how_long_it_is_good() throws Exception {
        JsonObject reference = reference(Person.register(http).signIn().getString("access_token"));
        HttpAnswer answer = get(reference);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/statuslist+jwt");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=30");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        JWSObject token = JWSObject.parse(answer.text());
        assertThat(token.getHeader().getType().getType()).isEqualTo("statuslist+jwt");
        JWKSet keys = JWKSet.parse(http.get("/.well-known/jwks.json").text());
        assertThat(token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(),
                keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey().toPublicKey()))).isTrue();
        JsonObject claims = new JsonObject(token.getPayload().toString());
        long now = Instant.now().getEpochSecond();
        assertThat(claims.getString("iss")).isEqualTo(issuer);
        assertThat(claims.getString("sub")).isEqualTo(reference.getString("uri"));
        assertThat(claims.getLong("iat")).isBetween(now - 601, now + 1);
        assertThat(claims.getLong("exp")).isGreaterThan(now + 200);
        assertThat(claims.getInteger("ttl")).isEqualTo(30);
        assertThat(claims.getJsonObject("status_list").getInteger("bits")).isEqualTo(1);
        assertThat(StatusBits.of(answer.text()).bytes()).hasSize(ENTRIES / 8);
    }

    @Test
    void tells_of_a_sign_out_and_leaves_others_alone() {
        Person person = Person.register(http);
        String here = person.signIn().getString("access_token");
        String there = person.signIn().getString("access_token");
        assertThat(invalid(here)).isFalse();

        assertThat(http.request("POST", "/api/v1/logout").bearer(here).json(new JsonObject()).send().status()).isEqualTo(204);

        assertThat(invalid(here)).isTrue();
        assertThat(invalid(there)).isFalse();
    }

    @Test
    void has_one_entry_for_a_sign_in_however_often_it_is_refreshed() {
        Person person = Person.register(http);
        JsonObject tokens = person.signIn();
        JsonObject refreshed = person.refresh(tokens.getString("refresh_token")).json();

        assertThat(reference(refreshed.getString("access_token"))).isEqualTo(reference(tokens.getString("access_token")));
        assertThat(revoke("family", RelyingParty.claims(tokens.getString("access_token")).getString("sid"))).isEqualTo(204);
        assertThat(invalid(refreshed.getString("access_token"))).isTrue();
    }

    @Test
    void has_an_entry_for_each_token_of_a_client_of_its_own() {
        JsonObject client = service(new JsonObject());
        Set<JsonObject> references = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            references.add(reference(token(client)));
        }

        assertThat(references).hasSize(100);
    }

    /** §12.5.2: neighbours have nothing to do with each other. */
    @Test
    void is_handed_out_in_no_order() {
        JsonObject client = service(new JsonObject());
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            indices.add(reference(token(client)).getInteger("idx"));
        }

        assertThat(indices).isNotEqualTo(indices.stream().sorted().toList());
        assertThat(indices.stream().mapToInt(i -> i).max().orElseThrow()
                - indices.stream().mapToInt(i -> i).min().orElseThrow()).isGreaterThan(ENTRIES / 8);
    }

    @Test
    void tells_of_one_token_that_its_client_gave_back() {
        JsonObject client = service(new JsonObject());
        String revoked = token(client);
        String other = token(client);
        HttpAnswer answer = http.request("POST", "/oauth2/revoke")
                .basic(client.getString("client_id"), client.getString("client_secret")).form(Map.of("token", revoked)).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(invalid(revoked)).isTrue();
        assertThat(invalid(other)).isFalse();
    }

    @Test
    void tells_of_every_token_of_a_client_and_not_of_its_next_ones() {
        JsonObject client = service(new JsonObject());
        JsonObject another = service(new JsonObject());
        List<String> before = List.of(token(client), token(client), token(client));
        String anothers = token(another);

        assertThat(revoke("client", client.getString("client_id"))).isEqualTo(204);

        String after = token(client);
        assertThat(before).allMatch(this::invalid);
        assertThat(before).noneMatch(this::active);
        assertThat(invalid(after)).isFalse();
        assertThat(active(after)).isTrue();
        assertThat(invalid(anothers)).isFalse();
    }

    @Test
    void tells_of_every_token_of_a_client_that_was_shut_out() {
        JsonObject client = service(new JsonObject());
        String token = token(client);

        assertThat(admin.client("POST", client.getString("client_id"), "/disable").send().status()).isEqualTo(204);

        assertThat(invalid(token)).isTrue();
    }

    @Test
    void is_not_referred_to_by_the_tokens_of_a_client_that_wants_none() {
        JsonObject client = service(new JsonObject().put("access_token_status_list", false));

        assertThat(RelyingParty.claims(token(client)).containsKey("status")).isFalse();
    }

    /** §8.1 with RFC 9110 §13.1.2. */
    @Test
    void is_not_sent_again_while_nothing_changed() {
        String token = Person.register(http).signIn().getString("access_token");
        String tag = get(reference(token)).header("ETag");

        HttpAnswer again = http.request("GET", path(reference(token))).header("If-None-Match", tag).send();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send().status()).isEqualTo(204);
        assertThat(http.request("GET", path(reference(token))).header("If-None-Match", tag).send().status()).isEqualTo(200);
    }

    @Test
    void is_not_found_where_there_is_none() {
        for (String list : List.of("0", "999999999", "999999999999999999", "9999999999999999999999", "x", "-1", "1.5")) {
            assertThat(http.get("/oauth2/status/" + list).status()).as(list).isEqualTo(404);
        }
    }

    @Test
    void comes_as_a_jwt_or_not_at_all() {
        String path = path(reference(Person.register(http).signIn().getString("access_token")));

        assertThat(http.request("GET", path).header("Accept", "application/statuslist+cwt").send().status()).isEqualTo(406);
        assertThat(http.request("POST", path).json(new JsonObject()).send().status()).isEqualTo(405);
    }

    private JsonObject service(JsonObject more) {
        return admin.register(new JsonObject().put("client_id", "status-" + Person.unique())
                .put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders:read").mergeIn(more));
    }

    private String token(JsonObject client) {
        HttpAnswer answer = http.request("POST", "/oauth2/token")
                .basic(client.getString("client_id"), client.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getString("access_token");
    }

    private int revoke(String type, String value) {
        return admin.request("POST", "/api/v1/admin/revocations").json(new JsonObject().put("type", type).put("value", value))
                .send().status();
    }

    private boolean active(String token) {
        return http.post("/api/v1/token/validate", new JsonObject().put("token", token)).json().getBoolean("active");
    }

    private boolean invalid(String token) {
        return StatusBits.of(get(reference(token)).text()).isInvalid(reference(token).getInteger("idx"));
    }

    private HttpAnswer get(JsonObject reference) {
        return http.get(path(reference));
    }

    private static String path(JsonObject reference) {
        return URI.create(reference.getString("uri")).getPath();
    }

    private static JsonObject reference(String token) {
        return RelyingParty.claims(token).getJsonObject("status").getJsonObject("status_list");
    }
}
