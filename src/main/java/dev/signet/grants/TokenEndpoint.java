package dev.signet.grants;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import dev.signet.errors.OAuthError;
import dev.signet.http.FormReading;
import dev.signet.sessions.TokenAnswer;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;

/** {@code POST /oauth2/token} (RFC 6749 §3.2). */
@Path("/oauth2/token")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
class TokenEndpoint {
    private final ClientRequests requests;
    private final List<Grant> grants;

    TokenEndpoint(ClientRequests requests, @All List<Grant> grants) {
        this.requests = requests;
        this.grants = grants;
    }

    @POST
    public Uni<TokenAnswer> token(FormReading form, @Context HttpHeaders headers) {
        return requests.readForToken(form, headers).chain(request -> grantOf(request).redeem(request));
    }

    private Grant grantOf(ClientRequest request) {
        String type = request.required("grant_type");
        Grant grant = grants.stream().filter(g -> g.type().equals(type)).findFirst()
                .orElseThrow(() -> OAuthError.unsupportedGrantType("There is no such grant type.").asException());
        if (!request.client().mayUse(type)) {
            throw OAuthError.unauthorizedClient("The client is not registered for this grant type.").asException();
        }
        return grant;
    }
}
