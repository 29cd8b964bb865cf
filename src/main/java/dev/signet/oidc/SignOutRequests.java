package dev.signet.oidc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.http.FormParameters;
import dev.signet.tokens.IdTokenHint;
import dev.signet.tokens.IdTokenHints;
import io.smallrye.mutiny.Uni;

/** Judges requests to sign out: nobody is sent anywhere that a known client did not register. */
@ApplicationScoped
class SignOutRequests {
    private final Clients clients;
    private final IdTokenHints hints;

    SignOutRequests(Clients clients, IdTokenHints hints) {
        this.clients = clients;
        this.hints = hints;
    }

    /** @return the request; empty when a parameter is not what it says */
    Uni<Optional<SignOutRequest>> judge(FormParameters parameters) {
        Optional<String> hint = parameters.get("id_token_hint");
        Optional<String> clientId = parameters.get("client_id").or(() -> hint.flatMap(hints::clientId));
        if (clientId.isEmpty()) {
            boolean asksNothing = hint.isEmpty() && parameters.get("post_logout_redirect_uri").isEmpty();
            return Uni.createFrom().item(asksNothing ? Optional.of(request(parameters, Optional.empty(), Optional.empty()))
                    : Optional.empty());
        }
        return clients.find(clientId.get()).map(client -> client.flatMap(known -> judge(parameters, known)));
    }

    private Optional<SignOutRequest> judge(FormParameters parameters, Client client) {
        Optional<IdTokenHint> hint = parameters.get("id_token_hint").flatMap(token -> hints.read(token, client));
        boolean badHint = parameters.get("id_token_hint").isPresent() && hint.isEmpty();
        boolean badReturn = parameters.get("post_logout_redirect_uri")
                .filter(uri -> !client.postLogoutRedirectUris().contains(uri)).isPresent();
        return badHint || badReturn ? Optional.empty() : Optional.of(request(parameters, Optional.of(client), hint));
    }

    private static SignOutRequest request(FormParameters parameters, Optional<Client> client, Optional<IdTokenHint> hint) {
        List<String> locales = parameters.get("ui_locales").map(text -> Arrays.asList(text.split(" "))).orElse(List.of());
        return new SignOutRequest(client, hint, parameters.get("post_logout_redirect_uri"), parameters.get("state"), locales,
                parameters.get("id_token_hint"));
    }
}
