package dev.signet.accounts;

import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

import dev.signet.tokens.AccessToken;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;

/** The person whose Bearer token came with the call. */
@RequestScoped
class Caller {
    /** The scope of calls that change a person's account. */
    static final String ACCOUNT = "signet:account";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** @return the person's id; a client's own token is no person: 403 */
    UUID person() {
        return UUID.fromString(token().subject());
    }

    /** @return the sign-in that the token is of */
    UUID signIn() {
        return UUID.fromString(token().sid().orElseThrow());
    }

    private AccessToken token() {
        AccessToken token = identity.getAttribute(AccessToken.class.getName());
        if (token.sid().isEmpty()) {
            throw new ForbiddenException("no person signed in");
        }
        return token;
    }
}
