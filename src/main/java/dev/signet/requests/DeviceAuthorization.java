package dev.signet.requests;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A device that waits for its person (RFC 8628 §3.2).
 *
 * @param clientId of the device
 * @param scope what it may be granted of what it asked for
 * @param resources OPTIONAL (RFC 8707)
 * @param userCode what the person types
 * @param expiresAt when its codes are worth nothing, in milliseconds of the epoch
 * @param session of the person who agreed; empty while nobody has
 * @param from where that person was
 * @param denied whether a person said no
 */
public record DeviceAuthorization(String clientId, Set<String> scope, List<String> resources, String userCode, long expiresAt,
        Optional<BrowserSession> session, Optional<Visitor> from, boolean denied) {

    public Set<String> scopes() {
        return scope;
    }

    DeviceAuthorization approved(BrowserSession by, Visitor visitor) {
        return new DeviceAuthorization(clientId, scope, resources, userCode, expiresAt, Optional.of(by),
                Optional.of(visitor), false);
    }

    DeviceAuthorization refused() {
        return new DeviceAuthorization(clientId, scope, resources, userCode, expiresAt, Optional.empty(),
                Optional.empty(), true);
    }

    JsonObject json() {
        return new JsonObject().put("client_id", clientId).put("scope", new JsonArray(List.copyOf(scope)))
                .put("resource", new JsonArray(resources)).put("user_code", userCode).put("expires_at", expiresAt)
                .put("session", session.map(AuthorizationCode::json).orElse(null))
                .put("ip", from.map(Visitor::ip).orElse(null)).put("user_agent", from.map(Visitor::userAgent).orElse(null))
                .put("denied", denied);
    }

    static DeviceAuthorization of(JsonObject json) {
        Optional<BrowserSession> session = Optional.ofNullable(json.getJsonObject("session")).map(AuthorizationCode::session);
        return new DeviceAuthorization(json.getString("client_id"),
                new LinkedHashSet<>(AuthorizationCode.texts(json.getJsonArray("scope"))),
                AuthorizationCode.texts(json.getJsonArray("resource")), json.getString("user_code"), json.getLong("expires_at"),
                session,
                session.map(by -> new Visitor(json.getString("ip"), json.getString("user_agent"))), json.getBoolean("denied"));
    }
}
