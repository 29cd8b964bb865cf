package dev.signet.oidc;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenVerifier;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;

/** Access tokens that came in a form (RFC 6750 §2.2), where the framework does not look. */
@ApplicationScoped
class FormTokens {
    private final TokenVerifier verifier;

    FormTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** @return the live token; fails where it is not one for this service, or is bound to a key that a form can't show */
    Uni<AccessToken> judge(String token) {
        return verifier.verifyLive(token).map(live -> live.filter(verifier::isForUs)
                .filter(found -> !found.confirmation().binds())
                .orElseThrow(() -> new AuthenticationFailedException("not a token for a form")));
    }
}
