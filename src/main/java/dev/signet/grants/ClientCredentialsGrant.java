package dev.signet.grants;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
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
        if (!request.client().confidential()) {
            throw OAuthError.unauthorizedClient("This grant is for confidential clients.").asException();
        }
        return own(request, request.form().all("resource"), null);
    }

    /**
     * @param asked the resources that the request names
     * @param issuedTokenType as {@link TokenAnswer} has it
     * @return a token of the client for itself
     */
    Uni<TokenAnswer> own(ClientRequest request, List<String> asked, String issuedTokenType) {
        Client client = request.client();
        Set<String> scopes = scopes(request.parameter("scope"), client);
        String scope = String.join(" ", scopes);
        return tokens.mint(new AccessTokenContents(client.clientId(), resources.audience(asked, client, scopes), scope,
                Optional.empty(), request.confirmation(), Optional.empty()), client)
                .map(token -> new TokenAnswer(token.value(), request.confirmation().tokenType(), token.expiresIn(), null, null,
                        scope, issuedTokenType));
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
