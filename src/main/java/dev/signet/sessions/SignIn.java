package dev.signet.sessions;

import java.util.Optional;

import dev.signet.clients.Client;
import dev.signet.tokens.Confirmation;

/**
 * A person who was recognised, about to get tokens at a client.
 *
 * @param by how they were recognised
 * @param access granted: the most that any token of the sign-in allows
 * @param nonce of the authorization request, for the ID token
 * @param claims asked for one by one
 * @param confirmation the key that the tokens are bound to
 * @param from where they are
 */
public record SignIn(Authentication by, Client client, Access access, Optional<String> nonce, ClaimsRequest claims,
        Confirmation confirmation, Visitor from) {

    /** A sign-in for bearer tokens that asks for no single claim. */
    public SignIn(Authentication by, Client client, Access access, Visitor from) {
        this(by, client, access, Optional.empty(), ClaimsRequest.NONE, Confirmation.NONE, from);
    }
}
