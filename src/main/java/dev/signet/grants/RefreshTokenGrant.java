package dev.signet.grants;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.errors.OAuthError;
import dev.signet.sessions.Access;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.TokenAnswer;
import io.smallrye.mutiny.Uni;

/** A refresh token for the next one (RFC 6749 §6). */
@ApplicationScoped
class RefreshTokenGrant implements Grant {
    private final Sessions sessions;
    private final Resources resources;

    RefreshTokenGrant(Sessions sessions, Resources resources) {
        this.sessions = sessions;
        this.resources = resources;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        Optional<String> asked = request.parameter("scope");
        return sessions
                .refresh(request.required("refresh_token"), request.client(), request.confirmation(),
                        granted -> resources.narrow(narrow(granted, asked), request))
                .map(answer -> answer
                        .orElseThrow(() -> OAuthError.invalidGrant("The refresh token was refused.").asException()));
    }

    /** The scope asked for MUST NOT include any that was not granted. */
    private static Access narrow(Access granted, Optional<String> asked) {
        List<String> scopes = asked.map(scope -> List.of(scope.split(" "))).orElse(List.of());
        if (!granted.scopes().containsAll(scopes)) {
            throw OAuthError.invalidScope("The sign-in was not granted every scope that was asked for.").asException();
        }
        return new Access(asked.orElse(granted.scope()), granted.audience());
    }
}
