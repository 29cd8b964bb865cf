package dev.signet.requests;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.http.FormParameters;
import dev.signet.tokens.IdTokenHints;
import dev.signet.tokens.Issuer;

/**
 * Judges the parameters of an authorization request, whether a browser brings them or the client pushed them: first where an
 * answer may go, then each parameter in the order of OpenID Connect Core 1.0 §3.1.2.1.
 */
@ApplicationScoped
public class AuthorizationJudge {
    private final Issuer issuer;
    private final IdTokenHints hints;

    AuthorizationJudge(Issuer issuer, IdTokenHints hints) {
        this.issuer = issuer;
        this.hints = hints;
    }

    /**
     * @param parameters of the request
     * @param client that it names, registered and enabled
     */
    public JudgedAuthorization judge(FormParameters parameters, Client client) {
        Optional<String> redirectUri = parameters.get("redirect_uri");
        if (redirectUri.isEmpty()) {
            return new JudgedAuthorization.Unproven("invalid_redirect_uri", "The parameter redirect_uri is missing.");
        }
        if (!RedirectUris.isRegistered(redirectUri.get(), client)) {
            return new JudgedAuthorization.Unproven("invalid_redirect_uri", "The redirect_uri is not one of the client's.");
        }
        AuthorizationParameters read = new AuthorizationParameters(parameters, client, issuer, hints);
        try {
            return new JudgedAuthorization.Good(read.request(redirectUri.get()));
        } catch (AuthorizationParameters.Refusal refusal) {
            return new JudgedAuthorization.Refused(new AuthorizationError(redirectUri.get(), read.responseModeOrDefault(),
                    parameters.get("state"), refusal.error(), refusal.getMessage()));
        }
    }
}
