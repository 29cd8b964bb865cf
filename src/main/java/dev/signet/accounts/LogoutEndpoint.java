package dev.signet.accounts;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignOuts;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.PresentedToken;
import dev.signet.tokens.Subjects;
import dev.signet.tokens.TokenBinding;
import dev.signet.tokens.TokenVerifier;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /api/v1/logout}: ends this sign-in or all of them. It judges its access token itself, because one whose
 * sign-in has ended already is answered 204 here and 401 everywhere else.
 */
@Path("/api/v1/logout")
@Consumes(MediaType.APPLICATION_JSON)
class LogoutEndpoint {
    private static final String ALL = "all";
    private static final String SESSION = "session";

    private final TokenVerifier verifier;
    private final TokenBinding binding;
    private final Sessions sessions;
    private final SignOuts signOuts;
    private final Subjects subjects;

    LogoutEndpoint(TokenVerifier verifier, TokenBinding binding, Sessions sessions, SignOuts signOuts, Subjects subjects) {
        this.verifier = verifier;
        this.binding = binding;
        this.subjects = subjects;
        this.sessions = sessions;
        this.signOuts = signOuts;
    }

    /**
     * @param scope OPTIONAL {@code session} (default) or {@code all}
     * @param refreshToken OPTIONAL instead of a Bearer token, for this sign-in only
     */
    record LogoutRequest(String scope, @JsonProperty("refresh_token") String refreshToken) {

        /** Never the token. */
        @Override
        public String toString() {
            return "LogoutRequest[" + scope + "]";
        }
    }

    @POST
    public Uni<Void> logout(Optional<LogoutRequest> body, @Context RoutingContext call) {
        LogoutRequest request = body.orElse(new LogoutRequest(SESSION, null));
        String scope = request.scope() == null ? SESSION : request.scope();
        if (!scope.equals(ALL) && !scope.equals(SESSION)) {
            throw Problem.validation(new FieldError("scope", "unknown", "This must be session or all.")).asException();
        }
        Optional<AccessToken> token = PresentedToken.of(call).map(PresentedToken::value).flatMap(verifier::verify)
                .filter(verifier::isForUs);
        if (token.isPresent()) {
            return binding.judge(token.get(), call)
                    .chain(held -> scope.equals(ALL) ? endAll(held) : signOuts.end(signInOf(held)));
        }
        return scope.equals(SESSION) && request.refreshToken() != null ? endByRefreshToken(request.refreshToken())
                : Uni.createFrom().failure(new UnauthorizedException());
    }

    private Uni<Void> endAll(AccessToken token) {
        UUID signIn = signInOf(token);
        if (!token.scopes().contains(Caller.ACCOUNT)) {
            throw new ForbiddenException("not a token for " + signIn + "'s account");
        }
        return subjects.person(token).map(person -> person.orElseThrow(UnauthorizedException::new))
                .chain(person -> endAll(token, person));
    }

    private Uni<Void> endAll(AccessToken token, UUID person) {
        return verifier.isRevoked(token).chain(ended -> ended ? refuseUnlessDone(person) : signOuts.endAll(person));
    }

    /** A sign-in that has ended ends no other: 204 tells the truth only where there is none left. */
    private Uni<Void> refuseUnlessDone(UUID person) {
        return sessions.of(person).invoke(live -> {
            if (!live.isEmpty()) {
                throw new UnauthorizedException();
            }
        }).replaceWithVoid();
    }

    private Uni<Void> endByRefreshToken(String refreshToken) {
        return sessions.signInOf(refreshToken)
                .map(signIn -> signIn.orElseThrow(UnauthorizedException::new))
                .chain(signOuts::end);
    }

    private static UUID signInOf(AccessToken token) {
        return UUID.fromString(token.sid().orElseThrow(() -> new ForbiddenException("no person signed in")));
    }
}
