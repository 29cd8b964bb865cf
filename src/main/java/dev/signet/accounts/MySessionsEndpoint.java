package dev.signet.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignInView;
import dev.signet.sessions.SignOuts;
import io.smallrye.mutiny.Uni;

/** {@code /api/v1/me/sessions}: where the person is signed in. */
@Path("/api/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ACCOUNT)
class MySessionsEndpoint {
    private final Caller caller;
    private final Sessions sessions;
    private final SignOuts signOuts;

    MySessionsEndpoint(Caller caller, Sessions sessions, SignOuts signOuts) {
        this.caller = caller;
        this.sessions = sessions;
        this.signOuts = signOuts;
    }

    record SessionList(List<SessionItem> items) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record SessionItem(UUID id, String clientName, Instant createdAt, Instant lastUsedAt, String ip, String userAgent,
            boolean current) {

        static SessionItem of(SignInView view, UUID current) {
            return new SessionItem(view.id(), view.clientName(), view.createdAt(), view.lastUsedAt(), view.ip(),
                    view.userAgent(),
                    view.id().equals(current));
        }
    }

    @GET
    public Uni<SessionList> list() {
        UUID current = caller.signIn();
        return caller.person().chain(sessions::of)
                .map(views -> new SessionList(views.stream().map(view -> SessionItem.of(view, current)).toList()));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> end(@PathParam("id") String id) {
        UUID signIn = signIn(id);
        return caller.person().chain(person -> signOuts.end(signIn, person)).invoke(MySessionsEndpoint::refuseForeign)
                .replaceWithVoid();
    }

    private static UUID signIn(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private static void refuseForeign(boolean theirs) {
        if (!theirs) {
            throw new NotFoundException();
        }
    }
}
