package dev.signet.grants;

import java.net.URI;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.signet.clients.NewClient;
import dev.signet.clients.Registered;
import io.smallrye.mutiny.Uni;

/**
 * {@code /oauth2/register}: a client registers itself (RFC 7591), then reads, changes and deletes its registration
 * (RFC 7592). There only where {@code signet.clients.registration-token} is set, which is the initial access token.
 */
@Path("/oauth2/register")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RegistrationEndpoint {
    private final RegistrationTokens tokens;
    private final RegistrationBodies bodies;
    private final RegistrationFlow flow;

    RegistrationEndpoint(RegistrationTokens tokens, RegistrationBodies bodies, RegistrationFlow flow) {
        this.tokens = tokens;
        this.bodies = bodies;
        this.flow = flow;
    }

    @POST
    public Uni<Response> register(ObjectNode body, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        tokens.admitInitial(authorization);
        String token = tokens.make();
        NewClient client = bodies.newClient(body, token);
        return flow.register(client)
                .map(made -> Response.created(URI.create(bodies.uriOf(client.clientId()))).entity(bodies.show(made, token))
                        .build());
    }

    @GET
    @Path("{client_id}")
    public Uni<ObjectNode> read(@PathParam("client_id") String clientId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        String token = tokens.read(authorization);
        return flow.find(clientId, token).map(client -> bodies.show(Registered.unchanged(client), token));
    }

    @PUT
    @Path("{client_id}")
    public Uni<ObjectNode> replace(@PathParam("client_id") String clientId, ObjectNode body,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        String token = tokens.read(authorization);
        return flow.replace(clientId, token, client -> bodies.replaced(client, body))
                .map(changed -> bodies.show(changed, token));
    }

    @DELETE
    @Path("{client_id}")
    public Uni<Void> delete(@PathParam("client_id") String clientId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return flow.delete(clientId, tokens.read(authorization));
    }
}
