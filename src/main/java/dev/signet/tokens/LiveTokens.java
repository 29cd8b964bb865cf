package dev.signet.tokens;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.tokens.BearerTokens.BearerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Refuses a Bearer token that was revoked, and makes its scopes the roles that endpoints ask for. */
@ApplicationScoped
class LiveTokens implements SecurityIdentityAugmentor {
    private final TokenVerifier verifier;

    LiveTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext unused) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        AccessToken token = ((BearerPrincipal) identity.getPrincipal()).token();
        return verifier.isRevoked(token).map(revoked -> revoked ? refuse() : withScopes(identity, token));
    }

    private static SecurityIdentity refuse() {
        throw new AuthenticationFailedException("revoked");
    }

    private static SecurityIdentity withScopes(SecurityIdentity identity, AccessToken token) {
        return QuarkusSecurityIdentity.builder(identity).addRoles(token.scopes())
                .addAttribute(AccessToken.class.getName(), token).build();
    }
}
