package dev.signet.grants;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.OAuthError;
import dev.signet.http.FormReading;
import dev.signet.requests.AuthorizationJudge;
import dev.signet.requests.AuthorizationRequest;
import dev.signet.requests.PendingAuthorizations;
import io.smallrye.mutiny.Uni;

/** {@code POST /oauth2/par} (RFC 9126): a client hands in its authorization request itself, and a browser brings its name. */
@Path("/oauth2/par")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
class PushedAuthorizationEndpoint {
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final ClientRequests requests;
    private final AuthorizationJudge judge;
    private final PendingAuthorizations pendings;

    PushedAuthorizationEndpoint(ClientRequests requests, AuthorizationJudge judge, PendingAuthorizations pendings) {
        this.requests = requests;
        this.judge = judge;
        this.pendings = pendings;
    }

    /**
     * @param requestUri by which a browser brings the request, once
     * @param expiresIn seconds
     */
    record Pushed(@JsonProperty("request_uri") String requestUri, @JsonProperty("expires_in") long expiresIn) {
    }

    @POST
    public Uni<Response> push(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers)
                .map(this::judge)
                .chain(pendings::push)
                .map(name -> Response.status(201)
                        .entity(new Pushed(PREFIX + name, PendingAuthorizations.PUSHED_LIFE.toSeconds())).build());
    }

    private AuthorizationRequest judge(ClientRequest request) {
        if (request.parameter("request_uri").isPresent()) {
            throw OAuthError.invalidRequest("A request_uri cannot be pushed.").asException();
        }
        AuthorizationRequest judged = judge.judge(request.form(), request.client())
                .fold(good -> good, error -> refuse(error.error(), error.description()), PushedAuthorizationEndpoint::refuse);
        return bound(judged, request);
    }

    /** RFC 9449 §10.1: the key that the push was proven with is the key that the code will be bound to. */
    private static AuthorizationRequest bound(AuthorizationRequest judged, ClientRequest request) {
        if (request.confirmation().jkt().isEmpty()) {
            return judged;
        }
        if (judged.dpopJkt().isPresent() && !judged.dpopJkt().equals(request.confirmation().jkt())) {
            throw OAuthError.invalidRequest("The dpop_jkt is not that of the DPoP proof.").asException();
        }
        return judged.boundTo(request.confirmation().jkt().get());
    }

    private static AuthorizationRequest refuse(String error, String description) {
        throw new OAuthError(error, 400, description).asException();
    }
}
