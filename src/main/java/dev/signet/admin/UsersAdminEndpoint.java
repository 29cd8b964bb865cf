package dev.signet.admin;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.http.ClientAddresses;
import dev.signet.sessions.SignOuts;
import dev.signet.users.Users;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/users/{id}}: shuts a person out at once, and lets them in again. */
@Path("/api/v1/admin/users/{id}")
@RolesAllowed("signet:admin")
class UsersAdminEndpoint {
    private final Users users;
    private final SignOuts signOuts;
    private final AuditLog audit;
    private final SecurityIdentity operator;
    private final ClientAddresses addresses;

    UsersAdminEndpoint(Users users, SignOuts signOuts, AuditLog audit, SecurityIdentity operator, ClientAddresses addresses) {
        this.users = users;
        this.signOuts = signOuts;
        this.audit = audit;
        this.operator = operator;
        this.addresses = addresses;
    }

    /** No new sign-in, and every one that there is ends. */
    @POST
    @Path("disable")
    public Uni<Void> disable(@PathParam("id") String id, @Context RoutingContext call) {
        UUID user = user(id);
        return signOuts.endAllWith(user, Optional.empty(), () -> users.disable(user)
                .invoke(UsersAdminEndpoint::refuseUnknown)
                .chain(() -> record(AuditTypes.USER_DISABLED, user, call)));
    }

    @POST
    @Path("enable")
    public Uni<Void> enable(@PathParam("id") String id, @Context RoutingContext call) {
        UUID user = user(id);
        return Panache.withTransaction(() -> users.enable(user)
                .invoke(UsersAdminEndpoint::refuseUnknown)
                .chain(() -> record(AuditTypes.USER_ENABLED, user, call)));
    }

    private Uni<Void> record(String type, UUID user, RoutingContext call) {
        return audit.record(new AuditEvent(type, operator.getPrincipal().getName(), user.toString(),
                addresses.current(call).text(), Map.of()));
    }

    private static UUID user(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private static void refuseUnknown(boolean known) {
        if (!known) {
            throw new NotFoundException();
        }
    }
}
