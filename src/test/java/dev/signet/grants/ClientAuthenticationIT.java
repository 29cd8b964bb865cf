package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.SignetTest;
import dev.signet.testing.TestClients;

/** RFC 6749 §2.3: a client authenticates in one way, its own. */
@SignetTest
class ClientAuthenticationIT {
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Http http;
    private final TestClients clients;

    ClientAuthenticationIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http.fromFresh();
        this.clients = new TestClients(stores, urls);
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_secret_basic", "client_secret_post" })
    void takes_a_secret_in_the_header_and_in_the_body(String method) {
        String id = clients.withSecret(method, SECRET, Map.of());

        assertThat(basic(http, id, SECRET).status()).isEqualTo(200);
        assertThat(body(id, SECRET).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "private_key_jwt", "client_secret_jwt", "tls_client_auth", "self_signed_tls_client_auth" })
    void rejects_a_secret_of_a_client_that_is_registered_for_another_method(String method) {
        String id = clients.withSecret(method, SECRET, Map.of());

        assertThat(error(basic(http, id, SECRET))).isEqualTo("401 invalid_client");
        assertThat(error(body(id, SECRET))).isEqualTo("401 invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_secret_basic", "client_secret_post", "private_key_jwt", "client_secret_jwt",
            "tls_client_auth", "self_signed_tls_client_auth" })
    void rejects_a_confidential_client_that_only_names_itself(String method) {
        String id = clients.withSecret(method, SECRET, Map.of());

        assertThat(error(form(http, Map.of("client_id", id)))).isEqualTo("401 invalid_client");
    }

    @Test
    void rejects_a_secret_from_a_public_client() {
        String id = clients.register("none", Map.of());

        assertThat(error(body(id, SECRET))).isEqualTo("401 invalid_client");
    }

    @Test
    void rejects_a_disabled_client_like_an_unknown_one() {
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of("enabled", false));

        assertThat(basic(http, id, SECRET).text()).isEqualTo(basic(http, "nobody-" + id, SECRET).text());
    }

    @Test
    void rejects_more_than_one_method() {
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());
        Map<String, String> assertion = Map.of("client_assertion_type", TYPE, "client_assertion", "a.b.c");

        assertThat(error(call(http, Map.of("client_id", id, "client_secret", SECRET)).basic(id, SECRET).send()))
                .isEqualTo("400 invalid_request");
        assertThat(error(call(http, assertion).basic(id, SECRET).send())).isEqualTo("400 invalid_request");
        assertThat(error(form(http, Map.of("client_id", id, "client_secret", SECRET, "client_assertion_type", TYPE,
                "client_assertion", "a.b.c")))).isEqualTo("400 invalid_request");
    }

    @Test
    void rejects_a_client_id_that_differs_from_the_header() {
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());

        assertThat(error(call(http, Map.of("client_id", "signet-admin")).basic(id, SECRET).send()))
                .isEqualTo("401 invalid_client");
    }

    @Test
    void rejects_an_authorization_header_that_cannot_be_read() {
        assertThat(error(call(http, Map.of()).header("Authorization", "Basic %%%").send())).isEqualTo("401 invalid_client");
        assertThat(error(call(http, Map.of()).basic("a", "b").basic("a", "b").send())).isEqualTo("401 invalid_client");
    }

    @Test
    void refuses_even_the_right_secret_after_ten_failures_from_that_address() {
        Http guesser = http.fromFresh();
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());
        for (int i = 0; i < 10; i++) {
            assertThat(error(basic(guesser, id, "wrong" + i))).isEqualTo("401 invalid_client");
        }

        HttpAnswer refused = basic(guesser, id, SECRET);
        assertThat(error(refused)).isEqualTo("429 temporarily_unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(200, 300);
        assertThat(basic(http.fromFresh(), id, SECRET).status()).as("from elsewhere").isEqualTo(200);
        String other = clients.withSecret("client_secret_basic", SECRET, Map.of());
        assertThat(basic(guesser, other, SECRET).status()).as("another client").isEqualTo(200);
    }

    @Test
    void gains_nothing_by_guessing_in_parallel() {
        Http guesser = http.fromFresh();
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());
        List<CompletableFuture<HttpAnswer>> guesses = IntStream.range(0, 60)
                .mapToObj(i -> call(guesser, Map.of()).basic(id, "wrong" + i).sendAsync()).toList();

        assertThat(guesses).extracting(guess -> guess.join().status())
                .filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void does_not_count_what_went_well() {
        Http from = http.fromFresh();
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());

        for (int i = 0; i < 15; i++) {
            assertThat(basic(from, id, SECRET).status()).isEqualTo(200);
        }
    }

    @Test
    void takes_resource_many_times_and_any_other_parameter_once() {
        String id = clients.withSecret("client_secret_basic", SECRET, Map.of());
        String start = "grant_type=client_credentials&";

        assertThat(raw(id, start + "resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example").json()
                .getString("error_description", "")).doesNotContain("repeated");
        assertThat(error(raw(id, start + "scope=signet:admin&scope=signet:admin"))).isEqualTo("400 invalid_request");
    }

    private HttpAnswer raw(String id, String form) {
        return http.request("POST", "/oauth2/token").basic(id, SECRET).body("application/x-www-form-urlencoded", form).send();
    }

    private HttpAnswer basic(Http from, String id, String secret) {
        return call(from, Map.of()).basic(id, secret).send();
    }

    private HttpAnswer body(String id, String secret) {
        return form(http, Map.of("client_id", id, "client_secret", secret));
    }

    private static HttpAnswer form(Http from, Map<String, String> fields) {
        return call(from, fields).send();
    }

    private static HttpCall call(Http from, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        form.putAll(fields);
        return from.request("POST", "/oauth2/token").form(form);
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }
}
