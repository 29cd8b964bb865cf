package dev.signet.requests;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.sessions.Access;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What an authorization code stands for (RFC 6749 §4.1.2).
 *
 * @param request that it answers
 * @param access granted
 * @param session the browser session of the person who granted it
 * @param from where the person was
 */
public record AuthorizationCode(AuthorizationRequest request, Access access, BrowserSession session, Visitor from) {

    JsonObject json() {
        return new JsonObject().put("request", request.json()).put("scope", access.scope())
                .put("audience", new JsonArray(access.audience())).put("session", json(session))
                .put("ip", from.ip()).put("user_agent", from.userAgent());
    }

    static JsonObject json(BrowserSession session) {
        return new JsonObject().put("id", session.id().toString()).put("user", session.user().toString())
                .put("auth_time", session.authTime().toString()).put("amr", new JsonArray(session.methods()));
    }

    static AuthorizationCode of(JsonObject json) {
        return new AuthorizationCode(AuthorizationRequest.of(json.getJsonObject("request")), access(json),
                session(json.getJsonObject("session")), new Visitor(json.getString("ip"), json.getString("user_agent")));
    }

    private static Access access(JsonObject json) {
        return new Access(json.getString("scope"), texts(json.getJsonArray("audience")));
    }

    static BrowserSession session(JsonObject json) {
        return new BrowserSession(UUID.fromString(json.getString("id")), UUID.fromString(json.getString("user")),
                Instant.parse(json.getString("auth_time")), texts(json.getJsonArray("amr")));
    }

    static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    /** @return the code challenge that its redeemer must meet (RFC 7636 §4.6) */
    public Optional<String> codeChallenge() {
        return request.codeChallenge();
    }
}
