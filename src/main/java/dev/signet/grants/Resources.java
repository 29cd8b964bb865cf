package dev.signet.grants;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.sessions.Access;
import dev.signet.tokens.Issuer;

/** For which resource servers a token is: {@code resource} (RFC 8707 §2.2). */
@ApplicationScoped
class Resources {
    private final Issuer issuer;

    Resources(Issuer issuer) {
        this.issuer = issuer;
    }

    /** @return the access for the resources that the request names; all of it where it names none */
    Access narrow(Access granted, ClientRequest request) {
        List<String> asked = request.form().all("resource");
        if (asked.isEmpty()) {
            return granted;
        }
        if (!granted.audience().containsAll(asked)) {
            throw refused();
        }
        return new Access(granted.scope(), issuer.audience(asked, granted.scopes()));
    }

    /** @return {@code aud} for a client that asks for itself: the resources it names, or its default ones */
    List<String> audience(List<String> asked, Client client, Set<String> scopes) {
        checkAllowed(asked, client);
        return issuer.audience(asked.isEmpty() ? client.defaultAudience() : asked, scopes);
    }

    /** Fails with {@code invalid_target} unless the client may have tokens for all of them. */
    void checkAllowed(List<String> asked, Client client) {
        Set<String> allowed = new HashSet<>(client.allowedResources());
        allowed.addAll(client.defaultAudience());
        allowed.add(issuer.url());
        if (!allowed.containsAll(asked)) {
            throw refused();
        }
    }

    private static RuntimeException refused() {
        return new OAuthError("invalid_target", 400, "The client may not have a token for this resource.").asException();
    }
}
