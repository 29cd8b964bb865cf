package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import dev.signet.outbox.SecurityEvent;
import dev.signet.outbox.SecurityEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/security-events}: what clients would not take, and telling them again. */
@Path("/api/v1/admin/security-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class SecurityEventsEndpoint {

    private final SecurityEvents events;
    private final Operators operators;
    private final AuditLog audit;

    SecurityEventsEndpoint(SecurityEvents events, Operators operators, AuditLog audit) {
        this.events = events;
        this.operators = operators;
        this.audit = audit;
    }

    record EventList(List<EventItem> items, @JsonProperty("next_cursor") String nextCursor) {
    }

    /** @param nextAt null once it was given up, {@code failedAt} before */
    @JsonNaming(SnakeCaseStrategy.class)
    record EventItem(String id, String clientId, String kind, String value, int attempts, String lastError, String createdAt,
            String nextAt, String failedAt) {

        static EventItem of(SecurityEvent event) {
            return new EventItem(event.id().toString(), event.clientId(), event.kind().text(), event.value(), event.attempts(),
                    event.lastError().orElse(null), event.createdAt().toString(),
                    event.nextAt().map(Instant::toString).orElse(null), event.failedAt().map(Instant::toString).orElse(null));
        }
    }

    /** The newest first. */
    @GET
    public Uni<EventList> list(@QueryParam("state") String state, @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int most = PageLimit.of(limit);
        EventCursor before = cursor == null ? EventCursor.NONE
                : EventCursor.parse(cursor)
                        .orElseThrow(() -> invalid("cursor", "invalid", "This must be a next_cursor of before."));
        return events.page(isDead(state), before.createdAt(), before.id(), most + 1).map(page -> page(page, most));
    }

    private static boolean isDead(String state) {
        if (state != null && !state.equals("dead") && !state.equals("waiting")) {
            throw invalid("state", "unknown", "This must be dead or waiting.");
        }
        return !"waiting".equals(state);
    }

    private static RuntimeException invalid(String field, String code, String message) {
        return Problem.validation(new FieldError(field, code, message)).asException();
    }

    private static EventList page(List<SecurityEvent> oneMore, int most) {
        List<SecurityEvent> page = oneMore.subList(0, Math.min(most, oneMore.size()));
        String next = oneMore.size() > most ? EventCursor.after(page.get(most - 1)).text() : null;
        return new EventList(page.stream().map(EventItem::of).toList(), next);
    }

    /** It is due again now; answers before it was told. */
    @POST
    @Path("{id}/retry")
    public Uni<Void> retry(@PathParam("id") String id, @Context RoutingContext call) {
        Operator by = operators.of(call);
        return events.retry(EventCursor.uuid(id).orElseThrow(NotFoundException::new), () -> audit.record(
                new AuditEvent(AuditTypes.SECURITY_EVENT_RETRIED, by.subject(), id, by.ip(), Map.of())))
                .invoke(SecurityEventsEndpoint::refuseUnknown).replaceWithVoid();
    }

    private static void refuseUnknown(boolean known) {
        if (!known) {
            throw new NotFoundException();
        }
    }
}
