package dev.signet.proof;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.signet.proof.Ledger.Wrong;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A service that takes tokens for itself, gives some back, reads the keys, and as an operator revokes whole clients. */
final class ServiceClient {
    private static final String ADMIN = "signet-admin";
    private static final String ADMIN_SECRET = "signet-admin-secret";
    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    private final Caller caller;
    private final RevokedWatch watch;
    private final Introspector introspector;
    private final String clientId;
    private final String secret;
    private String giving;

    ServiceClient(Caller caller, RevokedWatch watch, Introspector introspector, String clientId, String secret) {
        this.caller = caller;
        this.watch = watch;
        this.introspector = introspector;
        this.clientId = clientId;
        this.secret = secret;
    }

    void act() {
        int chance = ThreadLocalRandom.current().nextInt(1000);
        if (giving != null) {
            giveBack();
        } else if (chance < 600) {
            token(clientId, secret).ifPresent(introspector::ask);
        } else if (chance < 850) {
            read("keys", "/.well-known/jwks.json");
        } else if (chance < 900) {
            read("discovery", "/.well-known/openid-configuration");
        } else if (chance < 970) {
            giving = token(clientId, secret).orElse(null);
        } else {
            revokeClient();
        }
    }

    /** Needs no store. */
    private void read(String act, String path) {
        caller.call(act, http -> http.request("GET", path), Set.of(200)).filter(answer -> answer.status() != 200)
                .ifPresent(answer -> caller.ledger().wrong(Wrong.UNEXPECTED, act, answer));
    }

    private Optional<String> token(String id, String itsSecret) {
        Optional<HttpAnswer> answer = caller.call("client_credentials",
                http -> http.request("POST", "/oauth2/token").basic(id, itsSecret).form(GRANT), Set.of(200));
        answer.filter(came -> came.status() < 500 && came.status() != 200)
                .ifPresent(came -> caller.ledger().wrong(Wrong.UNEXPECTED, "client_credentials", came));
        return answer.filter(came -> came.status() == 200).map(came -> came.json().getString("access_token"));
    }

    /** Again until the answer comes. */
    private void giveBack() {
        caller.call("revoke", http -> http.request("POST", "/oauth2/revoke").basic(clientId, secret)
                .form(Map.of("token", giving)), Set.of(200)).filter(answer -> answer.status() == 200).ifPresent(done -> {
                    watch.revoked("revoke", giving);
                    giving = null;
                });
    }

    private void revokeClient() {
        Optional<String> admin = token(ADMIN, ADMIN_SECRET);
        Optional<JsonObject> client = admin.flatMap(token -> caller.call("client registered",
                http -> http.request("POST", "/api/v1/admin/clients").bearer(token).json(new JsonObject()
                        .put("client_name", "soaked").put("grant_types", new JsonArray().add("client_credentials"))),
                Set.of(201))).filter(answer -> answer.status() == 201).map(HttpAnswer::json);
        Optional<String> doomed = client.flatMap(one -> token(one.getString("client_id"), one.getString("client_secret")));
        doomed.flatMap(token -> caller.call("client revoked",
                http -> http.request("POST", "/api/v1/admin/revocations").bearer(admin.orElseThrow()).json(new JsonObject()
                        .put("type", "client").put("value", client.orElseThrow().getString("client_id"))),
                Set.of(204))).filter(answer -> answer.status() == 204)
                .ifPresent(done -> watch.revoked("client", doomed.orElseThrow()));
    }
}
