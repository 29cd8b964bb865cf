package dev.signet.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.signet.clients.Client;
import dev.signet.clients.NewClient;
import dev.signet.clients.Origin;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/clients}: register, read, change and delete clients, by the metadata names of RFC 7591 §2 and ours. */
@Path("/api/v1/admin/clients")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class ClientsEndpoint {
    private final Registrations registrations;
    private final ClientChanges changes;
    private final ClientBodies bodies;
    private final Operators operators;

    ClientsEndpoint(Registrations registrations, ClientChanges changes, ClientBodies bodies, Operators operators) {
        this.registrations = registrations;
        this.changes = changes;
        this.bodies = bodies;
        this.operators = operators;
    }

    record ClientList(List<ObjectNode> items, @JsonProperty("next_cursor") String nextCursor) {
    }

    @GET
    public Uni<ClientList> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int most = PageLimit.of(limit);
        return registrations.page(cursor == null ? "" : after(cursor), most + 1).map(page -> page(page, most));
    }

    private ClientList page(List<Client> oneMore, int most) {
        List<Client> page = oneMore.subList(0, Math.min(most, oneMore.size()));
        String next = oneMore.size() > most
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(page.get(most - 1).clientId().getBytes(UTF_8))
                : null;
        return new ClientList(page.stream().map(bodies::show).toList(), next);
    }

    private static String after(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)).filter(id -> id.indexOf(0) < 0)
                    .orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw Problem.validation(new FieldError("cursor", "invalid", "This must be a next_cursor of before."))
                    .asException();
        }
    }

    @POST
    public Uni<Response> create(ObjectNode body, @Context RoutingContext call) {
        String id = ClientBodies.newId(body);
        return changes.create(new NewClient(id, bodies.judged(body, id), Origin.API), operators.of(call))
                .map(made -> made.orElseThrow(ClientsEndpoint::exists))
                .map(made -> Response.created(URI.create("/api/v1/admin/clients/" + id)).entity(bodies.show(made)).build());
    }

    private static RuntimeException exists() {
        return Problem.of("client-exists", 409, "The client exists", "There is a client of this client_id.").asException();
    }

    @GET
    @Path("{id}")
    public Uni<ObjectNode> read(@PathParam("id") String id) {
        return registrations.find(id).map(found -> bodies.show(found.orElseThrow(NotFoundException::new)));
    }

    @PUT
    @Path("{id}")
    public Uni<ObjectNode> replace(@PathParam("id") String id, ObjectNode body, @Context RoutingContext call) {
        return changes.change(id, client -> {
            ClientGuard.refuseOfFile(client);
            return ClientGuard.keepBuiltIn(client, bodies.replaced(client, body));
        }, operators.of(call)).map(this::shown);
    }

    @PATCH
    @Path("{id}")
    public Uni<ObjectNode> change(@PathParam("id") String id, ObjectNode body, @Context RoutingContext call) {
        return changes.change(id, client -> {
            ClientGuard.refuseOfFile(client);
            return ClientGuard.keepBuiltIn(client, bodies.patched(client, body));
        }, operators.of(call)).map(this::shown);
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@PathParam("id") String id, @Context RoutingContext call) {
        ClientGuard.refuseBuiltIn(id);
        Operator operator = operators.of(call);
        return registrations.find(id)
                .invoke(found -> found.ifPresent(ClientGuard::refuseOfFile))
                .chain(() -> changes.delete(id, operator))
                .invoke(ClientGuard::refuseUnknown)
                .replaceWithVoid();
    }

    private ObjectNode shown(Optional<Registered> changed) {
        return bodies.show(changed.orElseThrow(NotFoundException::new));
    }
}
