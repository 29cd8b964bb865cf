package dev.signet.signals;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import dev.signet.tokens.StatusListToken;
import dev.signet.tokens.StatusListTokens;
import io.smallrye.mutiny.Uni;

/**
 * {@code GET /oauth2/status/{list}} (draft-ietf-oauth-status-list §8): which of the tokens that name the list are revoked. For
 * everybody, as it says nothing about a token to whoever has not seen it.
 */
@Path("/oauth2/status/{list: [0-9]{1,18}}")
class StatusListEndpoint {
    private static final String STATUS_LIST = "application/statuslist+jwt";

    private final StatusListTokens tokens;

    StatusListEndpoint(StatusListTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Produces(STATUS_LIST)
    public Uni<Response> list(@PathParam("list") long list, @Context Request request) {
        return tokens.find(list)
                .map(found -> found.orElseThrow(NotFoundException::new))
                .map(token -> answer(token, request));
    }

    private Response answer(StatusListToken token, Request request) {
        EntityTag tag = new EntityTag(token.tag(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(token.value());
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + tokens.ttl())
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
