package dev.signet.tokens;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.tokens.BearerTokens.BearerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;

/**
 * Refuses a token that its holder did not bring, or that was revoked, and makes its scopes the roles that endpoints ask
 * for.
 */
@ApplicationScoped
class LiveTokens implements SecurityIdentityAugmentor {
    private final TokenVerifier verifier;
    private final TokenBinding binding;

    LiveTokens(TokenVerifier verifier, TokenBinding binding) {
        this.verifier = verifier;
        this.binding = binding;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext unused) {
        return Uni.createFrom().failure(new AuthenticationFailedException("a token comes with a call"));
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext unused,
            Map<String, Object> attributes) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        AccessToken token = ((BearerPrincipal) identity.getPrincipal()).token();
        return binding.judge(token, HttpSecurityUtils.getRoutingContextAttribute(attributes))
                .chain(verifier::isRevoked)
                .map(revoked -> revoked ? refuse() : withScopes(identity, token));
    }

    private static SecurityIdentity refuse() {
        throw new AuthenticationFailedException("revoked");
    }

    private static SecurityIdentity withScopes(SecurityIdentity identity, AccessToken token) {
        return QuarkusSecurityIdentity.builder(identity).addRoles(token.scopes())
                .addAttribute(AccessToken.class.getName(), token).build();
    }
}
