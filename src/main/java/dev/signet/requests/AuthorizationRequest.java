package dev.signet.requests;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import dev.signet.sessions.ClaimsRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An authorization request that was judged: its client, redirect URI and every parameter are good (RFC 6749 §4.1.1, OpenID
 * Connect Core 1.0 §3.1.2.1).
 *
 * @param clientId REQUIRED
 * @param redirectUri REQUIRED where the answer goes
 * @param scope what the client may be granted of what it asked for; may be empty
 * @param state OPTIONAL, returned byte for byte
 * @param responseMode {@code query} or {@code form_post}
 * @param nonce OPTIONAL
 * @param prompts OPTIONAL {@code prompt}
 * @param maxAge OPTIONAL seconds
 * @param uiLocales OPTIONAL, in the order of preference
 * @param loginHint OPTIONAL
 * @param hintedPerson the person of {@code id_token_hint}
 * @param claims OPTIONAL
 * @param codeChallenge of PKCE's S256 (RFC 7636 §4.3); empty for a client that is exempt
 * @param resources OPTIONAL (RFC 8707 §2)
 * @param dpopJkt OPTIONAL (RFC 9449 §10)
 */
public record AuthorizationRequest(String clientId, String redirectUri, Set<String> scope, Optional<String> state,
        String responseMode, Optional<String> nonce, Set<String> prompts, OptionalLong maxAge, List<String> uiLocales,
        Optional<String> loginHint, Optional<UUID> hintedPerson, ClaimsRequest claims, Optional<String> codeChallenge,
        List<String> resources, Optional<String> dpopJkt) {

    /** @return the same, whose code only the holder of the key can redeem */
    public AuthorizationRequest boundTo(String jkt) {
        return new AuthorizationRequest(clientId, redirectUri, scope, state, responseMode, nonce, prompts, maxAge, uiLocales,
                loginHint, hintedPerson, claims, codeChallenge, resources, Optional.of(jkt));
    }

    JsonObject json() {
        return new JsonObject().put("client_id", clientId).put("redirect_uri", redirectUri).put("scope", array(scope))
                .put("state", state.orElse(null)).put("response_mode", responseMode).put("nonce", nonce.orElse(null))
                .put("prompt", array(prompts)).put("max_age", maxAge.isPresent() ? maxAge.getAsLong() : null)
                .put("ui_locales", array(uiLocales)).put("login_hint", loginHint.orElse(null))
                .put("person", hintedPerson.map(UUID::toString).orElse(null)).put("claims", claims.json())
                .put("code_challenge", codeChallenge.orElse(null)).put("resource", array(resources))
                .put("dpop_jkt", dpopJkt.orElse(null));
    }

    static AuthorizationRequest of(JsonObject json) {
        Long maxAge = json.getLong("max_age");
        return new AuthorizationRequest(json.getString("client_id"), json.getString("redirect_uri"),
                new LinkedHashSet<>(texts(json, "scope")), text(json, "state"), json.getString("response_mode"),
                text(json, "nonce"), new LinkedHashSet<>(texts(json, "prompt")),
                maxAge == null ? OptionalLong.empty() : OptionalLong.of(maxAge), texts(json, "ui_locales"),
                text(json, "login_hint"), text(json, "person").map(UUID::fromString),
                ClaimsRequest.of(json.getString("claims")),
                text(json, "code_challenge"), texts(json, "resource"), text(json, "dpop_jkt"));
    }

    private static JsonArray array(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(String.class::cast).toList();
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.getString(name));
    }

    /** Without what the client will recognise its answer by. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + clientId + "]";
    }
}
