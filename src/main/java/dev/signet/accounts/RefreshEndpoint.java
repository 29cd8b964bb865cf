package dev.signet.accounts;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.Problem;
import dev.signet.membership.Refusals;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.TokenAnswer;
import io.smallrye.mutiny.Uni;

/** {@code POST /api/v1/token/refresh}: a refresh token for the next one and an access token. */
@Path("/api/v1/token/refresh")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RefreshEndpoint {
    private final FirstPartyClients clients;
    private final Sessions sessions;

    RefreshEndpoint(FirstPartyClients clients, Sessions sessions) {
        this.clients = clients;
        this.sessions = sessions;
    }

    /** @param refreshToken REQUIRED */
    record RefreshRequest(@JsonProperty("refresh_token") String refreshToken) {

        /** Never the token. */
        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }

    private static Problem refused() {
        return Problem.of("invalid-refresh-token", 401, "The refresh token was refused", "Sign in again.");
    }

    @POST
    public Uni<TokenAnswer> refresh(RefreshRequest request) {
        if (request.refreshToken() == null) {
            throw Problem.validation(Refusals.required("refresh_token")).asException();
        }
        return clients.builtIn()
                .chain(builtIn -> sessions.refreshPublic(request.refreshToken(), builtIn, FirstPartyClients.GRANT))
                .map(answer -> answer.orElseThrow(() -> refused().asException()));
    }
}
