package dev.signet.grants;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.errors.OAuthError;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.TokenAnswer;
import io.smallrye.mutiny.Uni;

/** A refresh token for the next one (RFC 6749 §6). */
@ApplicationScoped
class RefreshTokenGrant implements Grant {
    private final Sessions sessions;

    RefreshTokenGrant(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        return sessions.refresh(request.required("refresh_token"), request.client())
                .map(answer -> answer
                        .orElseThrow(() -> OAuthError.invalidGrant("The refresh token was refused.").asException()));
    }
}
