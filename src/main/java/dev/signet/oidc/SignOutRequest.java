package dev.signet.oidc;

import java.util.List;
import java.util.Optional;

import dev.signet.clients.Client;
import dev.signet.tokens.IdTokenHint;

/**
 * A request to sign out whose every parameter is good (RP-Initiated Logout 1.0 §2).
 *
 * @param client whose request it is, where it says
 * @param hint OPTIONAL {@code id_token_hint}: the sign-in that is meant
 * @param returnTo OPTIONAL {@code post_logout_redirect_uri}, one of the client's
 * @param state OPTIONAL, returned byte for byte
 * @param uiLocales OPTIONAL
 * @param idTokenHint the hint as it came, for the form that asks
 */
record SignOutRequest(Optional<Client> client, Optional<IdTokenHint> hint, Optional<String> returnTo, Optional<String> state,
        List<String> uiLocales, Optional<String> idTokenHint) {

    /** Without the hint itself. */
    @Override
    public String toString() {
        return "SignOutRequest[" + client.map(Client::clientId).orElse("") + "]";
    }
}
