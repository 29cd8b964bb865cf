package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonObject;

/** Two replicas over one ring, one with native arithmetic and one with the JDK's. Time passes by moving what is stored. */
final class TwoReplicas implements AutoCloseable {
    static final Duration FOLLOWED = Duration.ofSeconds(5);

    final Http first;
    final Http second;
    private final SignetService fast;
    private final SignetService plain;
    private final Stores stores;
    private final StoreUrls urls;

    TwoReplicas(Stores stores) {
        this.stores = stores;
        this.urls = stores.fresh();
        this.fast = ServiceLaunch.on(urls).with("SIGNET_KEYS_ROTATION_POLL", "1s").launch();
        fast.awaitReady();
        this.plain = fast.replica().with("SIGNET_KEYS_CRYPTO_PROVIDER", "jdk").start();
        this.first = Http.to(fast.baseUri());
        this.second = Http.to(plain.baseUri());
    }

    List<Http> both() {
        return List.of(first, second);
    }

    String logOfFirst() {
        return fast.logs();
    }

    String logOfSecond() {
        return plain.logs();
    }

    /** Every key has been what it is for so much longer. */
    void pass(String interval) {
        change("update signing_keys set created_at = created_at - interval '%1$s', active_from = active_from - interval '%1$s', "
                .formatted(interval)
                + "retired_at = retired_at - interval '%1$s', expires_at = expires_at - interval '%1$s' where use = 'sig'"
                        .formatted(interval));
    }

    private void change(String statement) {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement()) {
            s.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the first column of the rows */
    List<String> query(String statement) {
        List<String> values = new ArrayList<>();
        try (Connection c = stores.connect(urls);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(statement)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    HttpAnswer rotate(Http replica, String alg) {
        return Admin.at(replica).request("POST", "/api/v1/admin/keys/rotate").json(new JsonObject().put("alg", alg)).send();
    }

    HttpAnswer revoke(String kid) {
        return Admin.at(first).request("POST", "/api/v1/admin/keys/" + kid + "/revoke").send();
    }

    List<JsonObject> list() {
        return Admin.at(first).request("GET", "/api/v1/admin/keys").send().json().getJsonArray("items").stream()
                .map(JsonObject.class::cast).toList();
    }

    List<JsonObject> list(String alg, String state) {
        return list().stream().filter(key -> key.getString("alg").equals(alg) && key.getString("state").equals(state)).toList();
    }

    /** @return the one key of that algorithm and state */
    JsonObject only(String alg, String state) {
        List<JsonObject> keys = list(alg, state);
        assertThat(keys).as(alg + " " + state).hasSize(1);
        return keys.get(0);
    }

    String kid(String alg, String state) {
        return only(alg, state).getString("kid");
    }

    static List<String> published(Http replica) {
        return replica.get("/.well-known/jwks.json").json().getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getString("kid")).toList();
    }

    static String token(Http replica) {
        return replica.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    static String signer(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), UTF_8)).getString("kid");
    }

    static boolean isActive(Http replica, String token) {
        return replica.request("POST", "/oauth2/introspect").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("token", token)).send().json().getBoolean("active");
    }

    void awaitSigner(String kid) {
        for (Http replica : both()) {
            Await.until(FOLLOWED, "a replica to sign with " + kid, () -> signer(token(replica)).equals(kid));
        }
    }

    void awaitGone(String kid) {
        for (Http replica : both()) {
            Await.until(FOLLOWED, kid + " to leave the JWKS", () -> !published(replica).contains(kid));
        }
    }

    @Override
    public void close() {
        plain.close();
        fast.close();
    }
}
