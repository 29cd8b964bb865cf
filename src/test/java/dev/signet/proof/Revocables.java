package dev.signet.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.signet.testing.Admin;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Makes tokens to be revoked, a quarter of them each way: all before, as without Redis nobody can sign in. */
final class Revocables {
    private static final int THREADS = 4;
    private static final int WAYS = 4;
    private static final String ADMIN = "signet-admin";
    private static final String ADMIN_SECRET = "signet-admin-secret";
    private static final String REVOCATIONS = "/api/v1/admin/revocations";

    private final Replicas replicas;
    private final List<Admin> admins;
    private final Person person;
    private final RelyingParty party;

    Revocables(Replicas replicas) {
        this.replicas = replicas;
        this.admins = List.of(Admin.at(replicas.a()), Admin.at(replicas.b()));
        this.person = People.register(replicas.a());
        this.party = RelyingParty.registered().in(replicas.stores(), replicas.urls(), replicas.a());
    }

    List<Revocable> make(int count) {
        List<IntFunction<Revocable>> ways = List.of(this::logout, this::revoke, this::session, this::client);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<Revocable>> made = IntStream.range(0, count).mapToObj(
                    i -> CompletableFuture.supplyAsync(() -> ways.get(i % ways.size()).apply(i), threads)).toList();
            return made.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    /** @return one replica or the other */
    private Http replica(int i) {
        return turn(i) == 0 ? replicas.a() : replicas.b();
    }

    private static int turn(int i) {
        return i / WAYS % 2;
    }

    private Revocable logout(int i) {
        String token = person.signIn().getString("access_token");
        return new Revocable("logout", token,
                () -> replica(i).request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()));
    }

    private Revocable revoke(int i) {
        String token = clientToken(ADMIN, ADMIN_SECRET);
        return new Revocable("revoke", token, () -> replica(i).request("POST", "/oauth2/revoke")
                .basic(ADMIN, ADMIN_SECRET).form(Map.of("token", token)));
    }

    private Revocable session(int i) {
        String token = party.tokens(new Browser(person.http()), person).getString("access_token");
        String session = sessionOf(RelyingParty.claims(token).getString("sid"));
        return new Revocable("session", token, () -> revocation(i, "session", session));
    }

    private Revocable client(int i) {
        JsonObject client = admins.get(0).register(new JsonObject().put("client_name", "revoked " + i)
                .put("grant_types", new JsonArray().add("client_credentials")));
        String token = clientToken(client.getString("client_id"), client.getString("client_secret"));
        return new Revocable("client", token, () -> revocation(i, "client", client.getString("client_id")));
    }

    private HttpCall revocation(int i, String type, String value) {
        return admins.get(turn(i)).request("POST", REVOCATIONS).json(new JsonObject().put("type", type).put("value", value));
    }

    private String clientToken(String id, String secret) {
        return replicas.b().request("POST", "/oauth2/token").basic(id, secret)
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");
    }

    private String sessionOf(String sid) {
        try (Connection c = replicas.stores().connect(replicas.urls());
                PreparedStatement s = c.prepareStatement("select session_id from refresh_families where id = ?::uuid")) {
            s.setString(1, sid);
            try (ResultSet rows = s.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no such sign-in");
                }
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
