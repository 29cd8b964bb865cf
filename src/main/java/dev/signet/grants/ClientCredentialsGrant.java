package dev.signet.grants;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.sessions.TokenAnswer;
import dev.signet.tokens.AccessTokenContents;
import dev.signet.tokens.TokenIssuer;
import io.smallrye.mutiny.Uni;

/** A service gets a token for itself (RFC 6749 §4.4): no store is asked while the client is in memory. */
@ApplicationScoped
class ClientCredentialsGrant implements Grant {
    /** Nobody signed in, so there is nothing that these could tell. */
    private static final Set<String> ABOUT_A_PERSON = Set.of("openid", "profile", "email", "phone", "address",
            "offline_access");

    private final TokenIssuer tokens;
    private final Resources resources;

    ClientCredentialsGrant(TokenIssuer tokens, Resources resources) {
        this.tokens = tokens;
        this.resources = resources;
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        Client client = request.client();
        if (!client.confidential()) {
            throw OAuthError.unauthorizedClient("This grant is for confidential clients.").asException();
        }
        Set<String> scopes = scopes(request.parameter("scope"), client);
        String scope = String.join(" ", scopes);
        return tokens.mint(new AccessTokenContents(client.clientId(), resources.audience(request, scopes), scope,
                Optional.empty(), request.confirmation(), Optional.empty()), client)
                .map(token -> new TokenAnswer(token.value(), request.confirmation().tokenType(), token.expiresIn(), null, null,
                        scope));
    }

    private static Set<String> scopes(Optional<String> asked, Client client) {
        Set<String> registered = new LinkedHashSet<>(client.scopes());
        registered.removeAll(ABOUT_A_PERSON);
        if (asked.isEmpty()) {
            return registered;
        }
        Set<String> scopes = new LinkedHashSet<>(Arrays.asList(asked.get().split(" ")));
        if (!registered.containsAll(scopes)) {
            throw OAuthError.invalidScope("The client may not have every scope that it asked for.").asException();
        }
        return scopes;
    }
}
