package dev.signet.admin;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.revocation.RevocationEntry;
import dev.signet.revocation.RevocationLog;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/revocations}: what was revoked lately, and revoking by whatever names what is meant. */
@Path("/api/v1/admin/revocations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class RevocationsEndpoint {
    private final OperatorRevocations revocations;
    private final RevocationLog log;
    private final Operators operators;

    RevocationsEndpoint(OperatorRevocations revocations, RevocationLog log, Operators operators) {
        this.revocations = revocations;
        this.log = log;
        this.operators = operators;
    }

    /**
     * @param type REQUIRED {@code token}, {@code family}, {@code session}, {@code user}, {@code client} or {@code key}
     * @param value REQUIRED an access token; the id of a sign-in ({@code sid}), of a browser's session or of a person; a
     *        {@code client_id}; a {@code kid}
     */
    record RevocationRequest(String type, String value) {

        /** Never the value: it may be a token. */
        @Override
        public String toString() {
            return "RevocationRequest[" + type + "]";
        }
    }

    record RevocationList(List<RevocationItem> items, @JsonProperty("next_cursor") String nextCursor) {
    }

    /** @param cut of a client, seconds of the epoch: tokens whose {@code iat} is not later; else null */
    @JsonNaming(SnakeCaseStrategy.class)
    record RevocationItem(long seq, String kind, String value, Long cut, String revokedAt, String expiresAt) {

        static RevocationItem of(RevocationEntry entry) {
            return new RevocationItem(entry.seq(), entry.revocation().kind().text(), entry.revocation().value(),
                    entry.cut().isPresent() ? entry.cut().getAsLong() : null, entry.revokedAt().toString(),
                    entry.expiresAt().toString());
        }
    }

    /** The newest first. */
    @GET
    public Uni<RevocationList> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int most = PageLimit.of(limit);
        return log.before(cursor == null ? Long.MAX_VALUE : before(cursor), most + 1).map(page -> page(page, most));
    }

    private static long before(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.validation(new FieldError("cursor", "invalid", "This must be a next_cursor of before."))
                    .asException();
        }
    }

    private static RevocationList page(List<RevocationEntry> oneMore, int most) {
        List<RevocationEntry> page = oneMore.subList(0, Math.min(most, oneMore.size()));
        String next = oneMore.size() > most ? String.valueOf(page.get(most - 1).seq()) : null;
        return new RevocationList(page.stream().map(RevocationItem::of).toList(), next);
    }

    /** Answers once it is durable, also when it was revoked before. */
    @POST
    public Uni<Void> revoke(RevocationRequest request, @Context RoutingContext call) {
        require("type", request.type());
        require("value", request.value());
        return revocations.revoke(request.type(), request.value(), operators.of(call))
                .invoke(RevocationsEndpoint::refuseUnknown).replaceWithVoid();
    }

    private static void require(String field, String value) {
        if (value == null || value.isEmpty()) {
            throw Problem.validation(new FieldError(field, "required", "This is missing.")).asException();
        }
    }

    private static void refuseUnknown(boolean known) {
        if (!known) {
            throw new NotFoundException();
        }
    }
}
