package dev.signet.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.http.ClientAddresses;
import dev.signet.limits.Limit;
import dev.signet.limits.LimitChange;
import dev.signet.limits.LimitPolicies;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/limits}: read and change the limits while the service runs. */
@Path("/api/v1/admin/limits")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class LimitsEndpoint {
    private final LimitPolicies limits;
    private final AuditLog audit;
    private final SecurityIdentity operator;
    private final ClientAddresses addresses;

    LimitsEndpoint(LimitPolicies limits, AuditLog audit, SecurityIdentity operator, ClientAddresses addresses) {
        this.limits = limits;
        this.audit = audit;
        this.operator = operator;
        this.addresses = addresses;
    }

    record LimitList(List<LimitItem> items, @JsonProperty("next_cursor") String nextCursor) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record LimitItem(String name, boolean enabled, int windowSeconds, int threshold, String subject, String action) {

        static LimitItem of(Limit limit) {
            return new LimitItem(limit.name(), limit.enabled(), limit.windowSeconds(), limit.threshold(),
                    limit.subject().text(),
                    limit.action().text());
        }
    }

    /** Every member is OPTIONAL: one that is absent stays. {@code name} may only repeat the path's. */
    @JsonNaming(SnakeCaseStrategy.class)
    record LimitRequest(String name, Boolean enabled, Integer windowSeconds, Integer threshold, String subject, String action) {

        LimitChange change() {
            return new LimitChange(Optional.ofNullable(enabled), Optional.ofNullable(windowSeconds),
                    Optional.ofNullable(threshold),
                    Optional.ofNullable(subject), Optional.ofNullable(action));
        }
    }

    @GET
    public LimitList list() {
        return new LimitList(limits.all().stream().map(LimitItem::of).toList(), null);
    }

    @GET
    @Path("{name}")
    public LimitItem read(@PathParam("name") String name) {
        return LimitItem.of(find(name));
    }

    @PUT
    @Path("{name}")
    public Uni<LimitItem> put(@PathParam("name") String name, LimitRequest request, @Context RoutingContext call) {
        Limit current = find(name);
        if (request.name() != null && !request.name().equals(name)) {
            throw Problem.validation(new FieldError("name", "fixed", "This is the name in the path: a limit keeps it."))
                    .asException();
        }
        List<FieldError> violations = request.change().violations(current);
        if (!violations.isEmpty()) {
            throw Problem.validation(violations).asException();
        }
        return limits.put(request.change().appliedTo(current), () -> record(current, request, call)).map(LimitItem::of);
    }

    private Limit find(String name) {
        return limits.find(name).orElseThrow(NotFoundException::new);
    }

    private Uni<Void> record(Limit before, LimitRequest request, RoutingContext call) {
        Limit after = request.change().appliedTo(before);
        return audit.record(new AuditEvent(AuditTypes.LIMIT_CHANGED, operator.getPrincipal().getName(), before.name(),
                addresses.current(call).text(),
                Map.of("before", LimitItem.of(before), "after", LimitItem.of(after))));
    }
}
