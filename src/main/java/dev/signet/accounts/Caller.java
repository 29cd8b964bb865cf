package dev.signet.accounts;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

import dev.signet.tokens.AccessToken;
import dev.signet.tokens.Subjects;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** The person whose Bearer token came with the call. */
@RequestScoped
class Caller {
    /** The scope of calls that change a person's account. */
    static final String ACCOUNT = "signet:account";

    private final SecurityIdentity identity;
    private final Subjects subjects;

    Caller(SecurityIdentity identity, Subjects subjects) {
        this.identity = identity;
        this.subjects = subjects;
    }

    /** @return the person's id, whatever they are called at the client; a client's own token is no person: 403 */
    Uni<UUID> person() {
        return subjects.person(token()).map(person -> person.orElseThrow(UnauthorizedException::new));
    }

    /** @return the sign-in that the token is of */
    UUID signIn() {
        return UUID.fromString(token().sid().orElseThrow());
    }

    /** @return what the token allows */
    Set<String> scopes() {
        return token().scopes();
    }

    /** @return {@code sub}: what the person is called at the client */
    String subject() {
        return token().subject();
    }

    private AccessToken token() {
        AccessToken token = identity.getAttribute(AccessToken.class.getName());
        if (token.sid().isEmpty()) {
            throw new ForbiddenException("no person signed in");
        }
        return token;
    }
}
