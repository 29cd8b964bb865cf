package dev.signet.admin;

import java.time.Duration;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.clients.Client;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/clients/{id}/…}: another secret for a client, shut it out, let it in again. */
@Path("/api/v1/admin/clients/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class ClientStateEndpoint {
    private static final int LONGEST_OVERLAP = 30 * 86_400;

    private final Registrations registrations;
    private final ClientChanges changes;
    private final Operators operators;

    ClientStateEndpoint(Registrations registrations, ClientChanges changes, Operators operators) {
        this.registrations = registrations;
        this.changes = changes;
        this.operators = operators;
    }

    /** @param overlapSeconds OPTIONAL how long the present secret goes on being good; a day by default, 0: not at all */
    record RotationRequest(@JsonProperty("overlap_seconds") Integer overlapSeconds) {

        Duration overlap() {
            if (overlapSeconds == null) {
                return Registrations.OVERLAP;
            }
            if (overlapSeconds < 0 || overlapSeconds > LONGEST_OVERLAP) {
                throw Problem.validation(new FieldError("overlap_seconds", "range", "This must be from 0 to 2592000."))
                        .asException();
            }
            return Duration.ofSeconds(overlapSeconds);
        }
    }

    /** @param clientSecret told this once */
    record RotatedSecret(@JsonProperty("client_id") String clientId, @JsonProperty("client_secret") String clientSecret,
            @JsonProperty("previous_secret_expires_at") String previousSecretExpiresAt) {

        static RotatedSecret of(Registered rotated) {
            return new RotatedSecret(rotated.client().clientId(), rotated.secret().orElseThrow(),
                    rotated.client().previousSecretExpiresAt().map(Object::toString).orElse(null));
        }

        /** Never the secret. */
        @Override
        public String toString() {
            return "RotatedSecret[" + clientId + "]";
        }
    }

    @POST
    @Path("secret")
    public Uni<RotatedSecret> rotateSecret(@PathParam("id") String id, Optional<RotationRequest> body,
            @Context RoutingContext call) {
        Duration overlap = body.map(RotationRequest::overlap).orElse(Registrations.OVERLAP);
        Operator operator = operators.of(call);
        return find(id).invoke(ClientGuard::refuseOfFile)
                .chain(client -> changes.rotateSecret(id, overlap, operator))
                .map(rotated -> RotatedSecret.of(rotated.orElseThrow(ClientStateEndpoint::noSecret)));
    }

    private static RuntimeException noSecret() {
        return Problem.of("client-has-no-secret", 409, "The client has no secret",
                "Neither its authentication method nor an algorithm of its tokens needs one.").asException();
    }

    @POST
    @Path("disable")
    public Uni<Void> disable(@PathParam("id") String id, @Context RoutingContext call) {
        ClientGuard.refuseBuiltIn(id);
        return changes.disable(id, operators.of(call)).invoke(ClientGuard::refuseUnknown).replaceWithVoid();
    }

    @POST
    @Path("enable")
    public Uni<Void> enable(@PathParam("id") String id, @Context RoutingContext call) {
        return changes.enable(id, operators.of(call)).invoke(ClientGuard::refuseUnknown).replaceWithVoid();
    }

    private Uni<Client> find(String id) {
        return registrations.find(id).map(found -> found.orElseThrow(NotFoundException::new));
    }
}
