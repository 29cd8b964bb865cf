package dev.signet.requests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

/**
 * An authorization request on its way through the pages, and what the person has done for it so far.
 *
 * @param request as it was judged
 * @param pushed the name of the pushed request that it came from (RFC 9126), which serves once
 * @param signedIn the browser session that signed in for this very request: what {@code prompt=login} asks for
 * @param chosen the browser session that was chosen for this very request: what {@code prompt=select_account} asks for
 * @param consented the browser session that agreed for this very request: what {@code prompt=consent} asks for
 * @param refused whether the person said no
 */
public record PendingAuthorization(AuthorizationRequest request, Optional<String> pushed, Optional<UUID> signedIn,
        Optional<UUID> chosen, Optional<UUID> consented, boolean refused) {

    /** A request that nobody has seen yet. */
    public static PendingAuthorization of(AuthorizationRequest request, Optional<String> pushed) {
        return new PendingAuthorization(request, pushed, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    PendingAuthorization withSignIn(UUID session) {
        return new PendingAuthorization(request, pushed, Optional.of(session), Optional.of(session), consented, refused);
    }

    PendingAuthorization withChoice(UUID session) {
        return new PendingAuthorization(request, pushed, signedIn, Optional.of(session), consented, refused);
    }

    PendingAuthorization withConsent(UUID session) {
        return new PendingAuthorization(request, pushed, signedIn, chosen, Optional.of(session), refused);
    }

    PendingAuthorization withRefusal() {
        return new PendingAuthorization(request, pushed, signedIn, chosen, consented, true);
    }

    public String clientId() {
        return request.clientId();
    }

    /** @return the scopes that will be granted */
    public Set<String> scopes() {
        return request.scope();
    }

    /** @return the claims asked for one by one, beyond what the scopes give */
    public Set<String> claims() {
        return request.claims().names();
    }

    public Optional<String> loginHint() {
        return request.loginHint();
    }

    public List<String> uiLocales() {
        return request.uiLocales();
    }

    public Set<String> prompts() {
        return request.prompts();
    }

    public List<String> resources() {
        return request.resources();
    }

    JsonObject json() {
        return new JsonObject().put("request", request.json()).put("pushed", pushed.orElse(null))
                .put("signed_in", text(signedIn)).put("chosen", text(chosen)).put("consented", text(consented))
                .put("refused", refused);
    }

    static PendingAuthorization of(JsonObject json) {
        return new PendingAuthorization(AuthorizationRequest.of(json.getJsonObject("request")),
                Optional.ofNullable(json.getString("pushed")), id(json, "signed_in"), id(json, "chosen"),
                id(json, "consented"), json.getBoolean("refused"));
    }

    private static String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse(null);
    }

    private static Optional<UUID> id(JsonObject json, String name) {
        return Optional.ofNullable(json.getString(name)).map(UUID::fromString);
    }
}
