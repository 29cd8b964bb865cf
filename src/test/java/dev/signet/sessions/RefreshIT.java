package dev.signet.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.proof.RefreshRaces;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** Refresh families: one row, one UPDATE, grace, reuse. */
@SignetTest
class RefreshIT {
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;

    RefreshIT(Http http, Stores stores, StoreUrls urls) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
    }

    @Test
    void gives_the_next_token_each_time() {
        Person person = Person.register(http);
        String first = person.signIn().getString("refresh_token");
        String second = person.refresh(first).json().getString("refresh_token");
        String third = person.refresh(second).json().getString("refresh_token");

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void gives_a_retry_within_the_grace_the_same_token() {
        Person person = Person.register(http);
        String first = person.signIn().getString("refresh_token");
        String second = person.refresh(first).json().getString("refresh_token");

        assertThat(person.refresh(first).json().getString("refresh_token")).isEqualTo(second);
        assertThat(person.refresh(second).status()).isEqualTo(200);
    }

    /** The proof {@code races} is the same with 1,000 of them. */
    @Test
    void gives_two_hundred_parallel_refreshes_one_successor() {
        RefreshRaces.Outcome outcome = new RefreshRaces(List.of(http), stores, urls).race(200);

        assertThat(outcome.refreshed() + outcome.busy()).as(outcome.toString()).isEqualTo(200);
        assertThat(outcome.successors()).hasSize(1);
        assertThat(outcome.generations()).isEqualTo(1);
    }

    @Test
    void ends_the_sign_in_when_an_old_token_comes_back() {
        Person person = Person.register(http);
        JsonObject signedIn = person.signIn();
        String first = signedIn.getString("refresh_token");
        String second = person.refresh(first).json().getString("refresh_token");
        String third = person.refresh(second).json().getString("refresh_token");

        HttpAnswer reused = person.refresh(first);

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.json().getString("type")).isEqualTo("urn:signet:problem:invalid-refresh-token");
        assertThat(person.refresh(third).status()).isEqualTo(401);
        assertThat(
                http.post("/api/v1/token/validate", new JsonObject().put("token", signedIn.getString("access_token"))).json())
                .isEqualTo(new JsonObject().put("active", false));
    }

    @Test
    void ends_the_sign_in_when_the_last_token_comes_back_after_the_grace() throws SQLException {
        Person person = Person.register(http);
        String first = person.signIn().getString("refresh_token");
        String second = person.refresh(first).json().getString("refresh_token");
        age(person, "rotated_at = rotated_at - interval '11 seconds'");

        assertThat(person.refresh(first).status()).isEqualTo(401);
        assertThat(person.refresh(second).status()).isEqualTo(401);
    }

    @Test
    void refuses_after_the_idle_limit_and_after_the_absolute_one() throws SQLException {
        Person person = Person.register(http);
        String idle = person.signIn().getString("refresh_token");
        age(person, "idle_expires_at = now()");
        assertThat(person.refresh(idle).status()).isEqualTo(401);

        String absolute = person.signIn().getString("refresh_token");
        age(person, "expires_at = now()");
        assertThat(person.refresh(absolute).status()).isEqualTo(401);
    }

    @Test
    void accepts_a_generation_ahead_of_a_row_that_lost_commits() throws SQLException {
        Person person = Person.register(http);
        String first = person.signIn().getString("refresh_token");
        String second = person.refresh(first).json().getString("refresh_token");
        age(person, "generation = 0");

        String third = person.refresh(second).json().getString("refresh_token");

        assertThat(person.refresh(third).status()).isEqualTo(200);
    }

    @Test
    void refuses_every_token_with_a_changed_character_and_changes_nothing() {
        Person person = Person.register(http);
        String token = person.signIn().getString("refresh_token");
        for (int i = 0; i < token.length(); i += 7) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(person.refresh(changed).status()).as("changed at %d", i).isEqualTo(401);
        }
        for (String wrong : List.of("", "x", token + "A", token + "=", token.substring(1), "é".repeat(98))) {
            assertThat(person.refresh(wrong).status()).as("refreshing with %s", wrong).isEqualTo(401);
        }
        assertThat(person.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void refuses_another_client_and_changes_nothing() {
        Person person = Person.register(http);
        String token = person.signIn().getString("refresh_token");

        HttpAnswer answer = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "refresh_token", "refresh_token", token)).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(person.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void refreshes_at_the_token_endpoint_by_the_same_path() {
        Person person = Person.register(http);
        String token = person.signIn().getString("refresh_token");

        HttpAnswer answer = http.postForm("/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", "signet"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(person.refresh(token).json().getString("refresh_token")).isEqualTo(answer.json().getString("refresh_token"));
    }

    @Test
    void refuses_after_signing_out_everywhere() {
        Person person = Person.register(http);
        JsonObject signedIn = person.signIn();
        HttpAnswer out = http.request("POST", "/api/v1/logout").bearer(signedIn.getString("access_token"))
                .json(new JsonObject().put("scope", "all")).send();

        assertThat(out.status()).isEqualTo(204);
        assertThat(person.refresh(signedIn.getString("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void keeps_neither_token_nor_secret_in_the_row() throws SQLException {
        Person person = Person.register(http);
        String token = person.signIn().getString("refresh_token");
        byte[] secret = Arrays.copyOfRange(Base64.getUrlDecoder().decode(token), 25, 41);
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement("select secret_hash from refresh_families where user_id = ?::uuid")) {
            s.setString(1, person.id());
            ResultSet rows = s.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBytes(1)).hasSize(32).isNotEqualTo(secret);
        }
    }

    private void age(Person person, String change) throws SQLException {
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement(
                        "update refresh_families set " + change + " where user_id = ?::uuid and revoked_at is null")) {
            s.setString(1, person.id());
            assertThat(s.executeUpdate()).isPositive();
        }
    }

    @Test
    void narrows_the_scope_and_never_widens_it() {
        Person person = Person.register(http);
        String token = person.signIn("openid email").getString("refresh_token");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", "signet");

        assertThat(http.postForm("/oauth2/token", with(form, "email")).json().getString("scope")).isEqualTo("email");
        HttpAnswer wider = http.postForm("/oauth2/token", with(form, "email phone"));
        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.json().getString("error")).isEqualTo("invalid_scope");
        assertThat(http.postForm("/oauth2/token", form).json().getString("scope").split(" "))
                .as("the sign-in keeps its own").containsExactlyInAnyOrder("openid", "email", "signet:account");
    }

    private static Map<String, String> with(Map<String, String> form, String scope) {
        Map<String, String> more = new HashMap<>(form);
        more.put("scope", scope);
        return more;
    }
}
