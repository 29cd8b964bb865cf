package dev.signet.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import dev.signet.testing.Subscriber;
import dev.signet.testing.Subscriber.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A resource server that listens hears of every revocation. */
@SignetTest
class FeedIT {
    private static final String FEED = "/oauth2/revocations";
    private static final Duration DISMISSAL = Duration.ofSeconds(15);

    private final Http http;
    private final SignetService service;
    private final Admin admin;
    private final JsonObject client;

    FeedIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
        this.admin = Admin.at(http);
        this.client = resourceServer(new JsonObject());
    }

    @Test
    void tells_of_a_sign_out_at_once_and_then_that_this_was_all() {
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            assertThat(subscriber.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(subscriber.header("Cache-Control")).isEqualTo("no-store");
            assertThat(subscriber.header("X-Accel-Buffering")).isEqualTo("no");
            subscriber.awaitMark();

            String sid = signOut();

            Event event = heard(subscriber, sid);
            long now = Instant.now().getEpochSecond();
            assertThat(event.name()).isEqualTo("revocation");
            assertThat(event.data().fieldNames()).containsExactly("kind", "value", "exp");
            assertThat(event.data().getString("kind")).isEqualTo("sid");
            assertThat(event.data().getLong("exp")).isBetween(now + 200, now + 400);
            Event mark = lastOf(subscriber.upToMark());
            assertThat(mark.number()).isGreaterThanOrEqualTo(event.number());
            assertThat(mark.data()).isEqualTo(new JsonObject().put("seq", mark.number()));
        }
    }

    @Test
    void begins_with_what_was_revoked_before_in_order() {
        String first = signOut();
        String second = signOut();
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            List<Event> list = subscriber.upToMark();

            assertThat(list).extracting(Event::number).isSorted();
            assertThat(list).filteredOn(event -> event.name().equals("revocation"))
                    .extracting(event -> event.data().getString("value")).containsSubsequence(first, second)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tells_the_second_of_a_clients_revocation_and_the_name_of_one_token() {
        JsonObject other = resourceServer(new JsonObject());
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            String token = token(other);
            assertThat(http.request("POST", "/oauth2/revoke").basic(id(other), secret(other)).form(Map.of("token", token))
                    .send().status()).isEqualTo(200);
            assertThat(admin.request("POST", "/api/v1/admin/revocations")
                    .json(new JsonObject().put("type", "client").put("value", id(other))).send().status()).isEqualTo(204);

            assertThat(heard(subscriber, RelyingParty.claims(token).getString("jti")).data().getString("kind"))
                    .isEqualTo("jti");
            JsonObject ofClient = heard(subscriber, id(other)).data();
            assertThat(ofClient.getString("kind")).isEqualTo("client");
            assertThat(ofClient.getLong("cut")).isCloseTo(Instant.now().getEpochSecond() + 1,
                    org.assertj.core.data.Offset.offset(5L));
        }
    }

    @Test
    void goes_on_where_a_subscriber_left_off() {
        String first = signOut();
        String second = signOut();
        Event firstEvent;
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            firstEvent = heard(subscriber, first);
        }
        try (Subscriber again = subscribe(client, Map.of("Last-Event-ID", firstEvent.id()))) {
            List<Event> rest = again.upToMark();

            assertThat(rest).extracting(Event::number).allMatch(number -> number > firstEvent.number());
            assertThat(rest).extracting(event -> event.data().getString("value")).contains(second).doesNotContain(first);
        }
    }

    @Test
    void has_only_a_mark_for_who_has_heard_all() {
        String unused = signOut();
        long seq;
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            seq = lastOf(subscriber.upToMark()).number();
        }
        try (Subscriber again = subscribe(client, Map.of("Last-Event-ID", String.valueOf(seq)))) {
            assertThat(again.upToMark()).extracting(Event::number).allMatch(number -> number >= seq);
        }
    }

    @Test
    void gives_the_whole_list_to_who_has_heard_more_than_there_is() {
        String sid = signOut();
        try (Subscriber subscriber = subscribe(client, Map.of("Last-Event-ID", "999999999999999999"))) {
            List<Event> list = subscriber.upToMark();

            assertThat(list.get(0).name()).isEqualTo("reset");
            assertThat(list.get(0).id()).as("no progress").isEmpty();
            assertThat(list).extracting(event -> event.data().getString("value")).contains(sid);
        }
    }

    /** The deadline is for calls that do not answer. */
    @Test
    void outlives_the_deadline_and_marks_every_second() {
        long started = System.nanoTime();
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            for (int mark = 0; mark < 6; mark++) {
                subscriber.awaitMark();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
            subscriber.skip();
            String sid = signOut();
            assertThat(heard(subscriber, sid)).isNotNull();
        }
    }

    @Test
    void is_for_those_that_may_introspect() {
        JsonObject mayNot = resourceServer(new JsonObject().put("may_introspect", false));

        HttpAnswer answer = http.request("GET", FEED).basic(id(mayNot), secret(mayNot)).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getString("error")).isEqualTo("unauthorized_client");
        for (HttpAnswer unproven : List.of(http.get(FEED),
                http.request("GET", FEED).basic(id(client), "wrong").send(),
                http.request("GET", FEED).bearer(token(client)).send(),
                http.get(FEED + "?client_id=" + id(client)),
                http.get(FEED + "?client_id=signet"),
                http.postForm(FEED, Map.of()),
                http.postForm(FEED, Map.of("client_id", "signet")),
                http.postForm(FEED, Map.of("client_id", id(client), "client_secret", "wrong")))) {
            assertThat(unproven.status()).as(unproven.toString()).isEqualTo(401);
            assertThat(unproven.json().getString("error")).isEqualTo("invalid_client");
            assertThat(unproven.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    /** RFC 6749 §2.3.1. */
    @Test
    void takes_no_credentials_from_a_uri() {
        for (String query : List.of("client_secret=" + secret(client), "client_assertion=x", "client_assertion_type=x")) {
            HttpAnswer answer = http.get(FEED + "?client_id=" + id(client) + "&" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
        }
        assertThat(http.get(FEED + "?client_id=a&client_id=b").status()).isEqualTo(400);
    }

    @Test
    void takes_proof_from_a_form_too() {
        JsonObject byForm = resourceServer(new JsonObject().put("token_endpoint_auth_method", "client_secret_post"));
        Map<String, String> form = Map.of("client_id", id(byForm), "client_secret", secret(byForm));

        assertThat(http.request("POST", FEED).header("Last-Event-ID", "x").form(form).send().json()
                .getString("error_description")).as("proven, then judged").contains("Last-Event-ID");
        assertThat(http.request("POST", FEED).basic(id(byForm), secret(byForm)).form(form).send().status()).isEqualTo(400);
    }

    @Test
    void names_the_header_that_is_no_id_of_an_event() {
        for (String id : List.of("x", "-1", "1.5", "0x1", "1 2", "9999999999999999999", "99999999999999999999999999999")) {
            HttpAnswer answer = call("GET").header("Last-Event-ID", id).send();
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
            assertThat(answer.json().getString("error_description")).contains("Last-Event-ID");
        }
        assertThat(call("GET").header("Last-Event-ID", "1").header("Last-Event-ID", "2").send().status()).isEqualTo(400);
    }

    @Test
    void is_a_stream_of_events_and_nothing_else() {
        assertThat(call("GET").header("Accept", "application/json").send().status()).isEqualTo(406);
        assertThat(call("DELETE").send().status()).isEqualTo(405);
        assertThat(call("POST").json(new JsonObject()).send().status()).isEqualTo(415);
        HttpAnswer head = call("HEAD").send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    void is_over_for_a_client_that_is_shut_out() {
        try (Subscriber subscriber = subscribe(client, Map.of()); Subscriber other = subscribe(another(), Map.of())) {
            assertThat(admin.client("POST", id(client), "/disable").send().status()).isEqualTo(204);

            assertThat(subscriber.overWithin(DISMISSAL)).isTrue();
            assertThat(subscriber.endedCleanly()).isTrue();
            other.skip();
            assertThat(other.next()).isNotNull();
        }
    }

    @Test
    void is_over_for_a_client_that_may_introspect_no_more() {
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            assertThat(
                    admin.client("PATCH", id(client), "").json(new JsonObject().put("may_introspect", false)).send().status())
                    .isEqualTo(200);

            assertThat(subscriber.overWithin(DISMISSAL)).isTrue();
        }
    }

    @Test
    void is_over_for_a_client_that_is_deleted() {
        try (Subscriber subscriber = subscribe(client, Map.of())) {
            assertThat(admin.client("DELETE", id(client), "").send().status()).isEqualTo(204);

            assertThat(subscriber.overWithin(DISMISSAL)).isTrue();
        }
    }

    private JsonObject another() {
        return resourceServer(new JsonObject());
    }

    private HttpCall call(String method) {
        return http.request(method, FEED).basic(id(client), secret(client));
    }

    private Subscriber subscribe(JsonObject who, Map<String, String> headers) {
        return Subscriber.to(service.baseUri(), id(who), secret(who), headers);
    }

    private JsonObject resourceServer(JsonObject more) {
        return admin.register(new JsonObject().put("client_id", "feed-" + Person.unique())
                .put("grant_types", new JsonArray().add("client_credentials")).put("scope", "orders:read")
                .put("may_introspect", true).mergeIn(more));
    }

    private String token(JsonObject who) {
        return http.request("POST", "/oauth2/token").basic(id(who), secret(who))
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private String signOut() {
        String token = Person.register(http).signIn().getString("access_token");
        assertThat(http.request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send().status()).isEqualTo(204);
        return RelyingParty.claims(token).getString("sid");
    }

    private static Event heard(Subscriber subscriber, String value) {
        Event event = subscriber.nextRevocation();
        while (!value.equals(event.data().getString("value"))) {
            event = subscriber.nextRevocation();
        }
        return event;
    }

    private static Event lastOf(List<Event> events) {
        return events.get(events.size() - 1);
    }

    private static String id(JsonObject client) {
        return client.getString("client_id");
    }

    private static String secret(JsonObject client) {
        return client.getString("client_secret");
    }
}
