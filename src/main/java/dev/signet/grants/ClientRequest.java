package dev.signet.grants;

import java.util.Optional;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.http.FormParameters;
import dev.signet.tokens.Confirmation;

/**
 * A form that a client sent, after the client was authenticated (or, for a public one, identified).
 *
 * @param form the parameters, none of them repeated
 * @param client whose request it is
 * @param confirmation the key that the client showed beside it: tokens are bound to that
 * @param bySubjectToken whether its {@code subject_token} is what proved the client
 */
public record ClientRequest(FormParameters form, Client client, Confirmation confirmation, boolean bySubjectToken) {

    /** @return the parameter; an empty one is an absent one (RFC 6749 §3.1) */
    Optional<String> parameter(String name) {
        return form.get(name);
    }

    /** @return the parameter, or {@code invalid_request} that names it */
    String required(String name) {
        return parameter(name)
                .orElseThrow(() -> OAuthError.invalidRequest("The parameter " + name + " is missing.").asException());
    }

    /**
     * @return the client, as one that may ask about tokens (RFC 7662 §2.1); else fails with {@code invalid_client} or
     *         {@code unauthorized_client}
     */
    public Client introspecting() {
        if (!client.confidential()) {
            throw OAuthError.invalidClient("Introspection is for confidential clients.").asException();
        }
        if (!client.mayIntrospect()) {
            throw new OAuthError("unauthorized_client", 403, "The client may not introspect.").asException();
        }
        return client;
    }
}
