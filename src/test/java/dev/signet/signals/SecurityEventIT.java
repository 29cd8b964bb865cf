package dev.signet.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.EventReceiver;
import dev.signet.testing.EventReceiver.Pushed;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Clients are pushed security event tokens (RFC 8417, RFC 8935), however often they do not take them. */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityEventIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String DEAD = "/api/v1/admin/security-events";
    private static final String REGISTRATION = "an-initial-access-token-of-some-length";

    private final Stores stores;
    private final StoreUrls urls;
    private SignetService service;
    private Http http;
    private Admin admin;
    private EventReceiver receiver;
    private JsonObject client;

    SecurityEventIT(Stores stores) {
        this.stores = stores;
        this.urls = stores.fresh();
    }

    @BeforeAll
    void start() {
        service = ServiceLaunch.on(urls).with("SIGNET_SIGNALS_FIRST_RETRY", "500MS").with("SIGNET_SIGNALS_ATTEMPTS", "3")
                .with("SIGNET_CLIENTS_REGISTRATION_TOKEN", REGISTRATION).start();
        http = Http.to(service.baseUri());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void receive() {
        receiver = EventReceiver.start();
        admin = Admin.at(http);
        client = client(receiver, new JsonObject());
    }

    /** Nobody is told in the next test. */
    @AfterEach
    void forget() {
        receiver.close();
        assertThat(admin.client("DELETE", id(client), "").send().status()).isIn(204, 404);
    }

    /** CAEP 1.0 §3.1, Shared Signals Framework 1.0 §4.1. */
    @Test
    void says_that_a_session_was_revoked_and_names_nobody() throws Exception {
        String token = Person.register(http).signIn().getString("access_token");
        logout(token);

        Pushed pushed = receiver.next();
        assertThat(pushed.headers()).containsEntry("Method", "POST").containsEntry("Content-Type", "application/secevent+jwt")
                .containsEntry("Accept", "application/json");
        assertThat(verified(pushed.token())).isTrue();
        assertThat(pushed.token().getHeader().getType().getType()).isEqualTo("secevent+jwt");
        assertThat(pushed.token().getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JWTClaimsSet claims = pushed.token().getJWTClaimsSet();
        assertThat(claims.getClaims().keySet()).containsExactlyInAnyOrder("iss", "aud", "iat", "jti", "sub_id", "events");
        assertThat(claims.getIssuer()).isEqualTo(service.issuer());
        assertThat(claims.getAudience()).containsExactly(id(client));
        assertThat(claims.getIssueTime().toInstant()).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(claims.getJSONObjectClaim("sub_id")).isEqualTo(Map.of("format", "opaque", "id",
                RelyingParty.claims(token).getString("sid")));
        JsonObject event = event(pushed, "https://schemas.openid.net/secevent/caep/event-type/session-revoked");
        assertThat(event.fieldNames()).containsExactly("event_timestamp");
        assertThat(event.getLong("event_timestamp")).isBetween(Instant.now().getEpochSecond() - 30,
                Instant.now().getEpochSecond() + 1);
        assertThat(Await.within(BOUND, () -> waiting(id(client)) == 0)).as("taken, so never told again").isTrue();
    }

    @Test
    void says_that_a_token_was_revoked() {
        JsonObject other = client(null, new JsonObject());
        String token = token(other);
        assertThat(http.request("POST", "/oauth2/revoke").basic(id(other), other.getString("client_secret"))
                .form(Map.of("token", token)).send().status()).isEqualTo(200);

        Pushed pushed = receiver.next();
        assertThat(event(pushed, "https://schemas.openid.net/secevent/oauth/event-type/token-revoked")).isNotNull();
        assertThat(RelyingParty.claims(pushed.body()).getJsonObject("sub_id")).isEqualTo(new JsonObject()
                .put("format", "jwt_id").put("iss", service.issuer()).put("jti", RelyingParty.claims(token).getString("jti")));
    }

    @Test
    void says_until_when_the_tokens_of_a_client_were_revoked() {
        JsonObject other = client(null, new JsonObject());
        assertThat(admin.request("POST", "/api/v1/admin/revocations")
                .json(new JsonObject().put("type", "client").put("value", id(other))).send().status()).isEqualTo(204);

        Pushed pushed = receiver.next();
        JsonObject event = event(pushed, "urn:signet:event:client-tokens-revoked");
        assertThat(event.getLong("cut")).isBetween(Instant.now().getEpochSecond() - 30, Instant.now().getEpochSecond() + 2);
        assertThat(RelyingParty.claims(pushed.body()).getJsonObject("sub_id").getString("id")).isEqualTo(id(other));
    }

    @Test
    void says_that_a_key_was_revoked_signed_as_the_client_wants_it() throws Exception {
        JsonObject changed = new JsonObject().put("introspection_signed_response_alg", "ES256");
        assertThat(admin.client("PATCH", id(client), "").json(changed).send().status()).isEqualTo(200);
        execute("insert into security_events (client_id, kind, value) values (?, 'kid', 'the-kid')", id(client));

        Pushed pushed = receiver.next();
        assertThat(event(pushed, "urn:signet:event:key-revoked")).isNotNull();
        assertThat(pushed.token().getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(verified(pushed.token())).isTrue();
    }

    @Test
    void comes_again_as_the_same_until_it_is_taken() {
        receiver.answering(500, "");
        String unused = signOut();
        String jti = receiver.next().jti();
        receiver.hanging();
        assertThat(receiver.next().jti()).isEqualTo(jti);
        receiver.answering(204, "");
        assertThat(receiver.next().jti()).as("at the third and last attempt").isEqualTo(jti);

        assertThat(Await.within(BOUND, () -> waiting(id(client)) == 0)).isTrue();
        assertThat(receiver.poll(Duration.ofSeconds(2))).isNull();
    }

    /** RFC 8935 §2.4 invalid_key: the receiver may know the newest key a little later. */
    @Test
    void comes_again_to_a_receiver_whose_keys_are_old() {
        receiver.answering(400, "{\"err\":\"invalid_key\",\"description\":\"unknown kid\"}");
        String unused = signOut();
        String jti = receiver.next().jti();
        receiver.answering(202, "");

        assertThat(receiver.next().jti()).isEqualTo(jti);
    }

    /** RFC 8935 §2.1: a token that would be refused again is not sent again. */
    @Test
    void is_a_dead_letter_at_once_where_it_would_be_refused_again_and_an_operator_sends_it_once_more() {
        receiver.answering(400, "{\"err\":\"invalid_audience\",\"description\":\"not\\u0000 for me\"}");
        String sid = signOut();
        String jti = receiver.next().jti();

        JsonObject dead = dead(jti);
        assertThat(dead.getString("client_id")).isEqualTo(id(client));
        assertThat(dead.getString("kind")).isEqualTo("sid");
        assertThat(dead.getString("value")).isEqualTo(sid);
        assertThat(dead.getInteger("attempts")).isEqualTo(1);
        assertThat(dead.getString("last_error")).isEqualTo("invalid_audience: not  for me");
        assertThat(dead.getString("failed_at")).isNotNull();
        assertThat(dead.getString("created_at")).isNotNull();
        assertThat(dead.getString("next_at")).isNull();
        assertThat(receiver.poll(Duration.ofSeconds(2))).isNull();

        receiver.answering(202, "");
        assertThat(admin.request("POST", DEAD + "/" + jti + "/retry").send().status()).isEqualTo(204);
        assertThat(receiver.next().jti()).isEqualTo(jti);
        assertThat(Await.within(BOUND, () -> list("dead").stream().noneMatch(item -> id(item, jti)))).isTrue();
        assertThat(count("select count(*) from audit_events where type = 'security-event.retried' and subject = ?", jti))
                .isEqualTo(1);
        assertThat(admin.request("POST", DEAD + "/" + jti + "/retry").send().status()).as("it is gone").isEqualTo(404);
    }

    @Test
    void is_a_dead_letter_after_the_last_attempt() {
        receiver.answering(400, "nothing to read");
        String unused = signOut();
        String jti = receiver.next().jti();
        assertThat(list("waiting")).anyMatch(item -> id(item, jti));
        assertThat(receiver.next().jti()).isEqualTo(jti);
        assertThat(receiver.next().jti()).isEqualTo(jti);

        JsonObject dead = dead(jti);
        assertThat(dead.getInteger("attempts")).isEqualTo(3);
        assertThat(dead.getString("last_error")).isEqualTo("it answered 400");
        assertThat(list("waiting")).noneMatch(item -> id(item, jti));
        assertThat(Await.within(BOUND, () -> Http.to(service.managementUri()).get("/q/metrics").text()
                .lines().anyMatch(line -> line.matches("signet_signals_dead [1-9].*")))).isTrue();
    }

    @Test
    void keeps_nobody_waiting_for_a_receiver_that_hangs() {
        try (EventReceiver slow = EventReceiver.start()) {
            slow.hanging();
            JsonObject stuck = client(slow, new JsonObject());
            for (int n = 0; n < 40; n++) {
                execute("insert into security_events (client_id, kind, value) values (?, 'jti', 'of-the-stuck-one')",
                        id(stuck));
            }
            assertThat(slow.next().jti()).isNotEmpty();
            long started = System.nanoTime();
            for (int n = 0; n < 40; n++) {
                execute("insert into security_events (client_id, kind, value) values (?, 'jti', 'of-the-quick-one')",
                        id(client));
            }
            for (int n = 0; n < 40; n++) {
                assertThat(receiver.next().jti()).isNotEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
            assertThat(admin.client("DELETE", id(stuck), "").send().status()).isEqualTo(204);
            assertThat(waiting(id(stuck))).as("who is deleted is told no more").isZero();
        }
    }

    @Test
    void comes_after_a_restart_too() {
        receiver.answering(503, "");
        String unused = signOut();
        String jti = receiver.next().jti();
        SignetService before = service;
        before.close();
        receiver.answering(202, "");
        while (receiver.poll(Duration.ZERO) != null) {
            assertThat(waiting(id(client))).isEqualTo(1);
        }

        service = before.replica().start();
        http = Http.to(service.baseUri());
        admin = Admin.at(http);
        assertThat(receiver.next().jti()).isEqualTo(jti);
    }

    @Test
    void is_not_written_for_a_client_that_wants_none_or_is_shut_out() {
        JsonObject other = client(null, new JsonObject());
        assertThat(admin.client("POST", id(client), "/disable").send().status()).isEqualTo(204);
        long before = count("select count(*) from security_events");
        String unused = signOut();

        assertThat(waiting(id(other))).isZero();
        assertThat(waiting(id(client))).isZero();
        assertThat(count("select count(*) from security_events")).isLessThanOrEqualTo(before);
    }

    @Test
    void goes_nowhere_on_the_word_of_a_client_that_registered_itself() {
        JsonObject metadata = new JsonObject().put("redirect_uris", new JsonArray().add("https://app.example/callback"))
                .put("security_events_uri", receiver.uri()).put("may_introspect", true);
        HttpAnswer answer = http.request("POST", "/oauth2/register").bearer(REGISTRATION).json(metadata).send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().containsKey("security_events_uri")).isFalse();
        assertThat(count("select count(*) from clients where client_id = ? and security_events_uri is not null",
                answer.json().getString("client_id"))).isZero();
    }

    @Test
    void is_for_operators_to_look_at() {
        String other = token(client(null, new JsonObject()));

        assertThat(http.get(DEAD).status()).isEqualTo(401);
        assertThat(http.request("GET", DEAD).bearer(other).send().status()).isEqualTo(403);
        assertThat(http.request("POST", DEAD + "/" + java.util.UUID.randomUUID() + "/retry").bearer(other).send().status())
                .isEqualTo(403);
        for (String id : List.of(java.util.UUID.randomUUID().toString(), "x", "1-1-1-1-1")) {
            assertThat(admin.request("POST", DEAD + "/" + id + "/retry").send().status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void names_what_is_wrong_with_a_question() {
        for (String query : List.of("limit=0", "limit=201", "state=alive", "cursor=x", "cursor=1.x",
                "cursor=99999999999999999999.00000000-0000-0000-0000-000000000000")) {
            HttpAnswer answer = admin.request("GET", DEAD + "?" + query).send();
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .isEqualTo(query.split("=")[0]);
        }
    }

    @Test
    void is_listed_page_by_page() {
        receiver.answering(400, "{\"err\":\"access_denied\"}");
        for (int n = 0; n < 3; n++) {
            execute("insert into security_events (client_id, kind, value, failed_at, next_at) "
                    + "values (?, 'jti', 'page', now(), 'infinity')", id(client));
        }
        JsonObject page = admin.request("GET", DEAD + "?limit=2").send().json();
        JsonObject next = admin.request("GET", DEAD + "?state=dead&limit=200&cursor=" + page.getString("next_cursor")).send()
                .json();

        assertThat(page.getJsonArray("items")).hasSize(2);
        List<String> seen = page.getJsonArray("items").stream().map(item -> ((JsonObject) item).getString("id")).toList();
        assertThat(next.getJsonArray("items").stream().map(item -> ((JsonObject) item).getString("id")))
                .isNotEmpty().doesNotContainAnyElementsOf(seen);
        assertThat(next.getString("next_cursor")).isNull();
    }

    private JsonObject client(EventReceiver at, JsonObject more) {
        JsonObject metadata = new JsonObject().put("client_id", "events-" + Person.unique())
                .put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders:read");
        return admin.register((at == null ? metadata : metadata.put("security_events_uri", at.uri())).mergeIn(more));
    }

    private String token(JsonObject who) {
        return http.request("POST", "/oauth2/token").basic(id(who), who.getString("client_secret"))
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private String signOut() {
        String token = Person.register(http).signIn().getString("access_token");
        logout(token);
        return RelyingParty.claims(token).getString("sid");
    }

    private void logout(String token) {
        assertThat(http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send().status()).isEqualTo(204);
    }

    private boolean verified(SignedJWT token) throws Exception {
        JWKSet keys = JWKSet.parse(http.get("/.well-known/jwks.json").text());
        return token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(),
                ((AsymmetricJWK) keys.getKeyByKeyId(token.getHeader().getKeyID())).toPublicKey()));
    }

    private static JsonObject event(Pushed pushed, String type) {
        JsonObject events = RelyingParty.claims(pushed.body()).getJsonObject("events");
        assertThat(events.fieldNames()).containsExactly(type);
        return events.getJsonObject(type);
    }

    private JsonObject dead(String jti) {
        assertThat(Await.within(BOUND, () -> list("dead").stream().anyMatch(item -> id(item, jti)))).isTrue();
        return list("dead").stream().filter(item -> id(item, jti)).findFirst().orElseThrow();
    }

    private List<JsonObject> list(String state) {
        HttpAnswer answer = admin.request("GET", DEAD + "?limit=200&state=" + state).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static boolean id(JsonObject item, String jti) {
        return item.getString("id").equals(jti);
    }

    private static String id(JsonObject who) {
        return who.getString("client_id");
    }

    private long waiting(String clientId) {
        return count("select count(*) from security_events where client_id = ?", clientId);
    }

    private long count(String sql, String... parameters) {
        try (Connection c = stores.connect(urls);
                PreparedStatement s = prepared(c, sql, parameters);
                var rows = s.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql, String... parameters) {
        try (Connection c = stores.connect(urls); PreparedStatement s = prepared(c, sql, parameters)) {
            s.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection c, String sql, String... parameters) throws SQLException {
        PreparedStatement s = c.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            s.setString(i + 1, parameters[i]);
        }
        return s;
    }
}
