package dev.signet.oidc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.pages.FormGuard;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.BrowserSessions;
import dev.signet.sessions.SignOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /oauth2/logout} (RP-Initiated Logout 1.0). A client that shows the ID token of this very sign-in ends it at once; for
 * anybody else's link the person is asked.
 */
@Path("/oauth2/logout")
class EndSessionEndpoint {
    private final SignOutRequests requests;
    private final BrowserSessions browsers;
    private final SignOuts signOuts;
    private final SignOutAnswers answers;
    private final FormGuard guard;
    private final Visits visits;
    private final Pages pages;

    EndSessionEndpoint(SignOutRequests requests, BrowserSessions browsers, SignOuts signOuts,
            SignOutAnswers answers, FormGuard guard, Visits visits, Pages pages) {
        this.requests = requests;
        this.browsers = browsers;
        this.signOuts = signOuts;
        this.answers = answers;
        this.guard = guard;
        this.visits = visits;
        this.pages = pages;
    }

    @GET
    public Uni<Response> get(@Context RoutingContext call) {
        String query = call.request().query();
        return signOut(FormParameters.parse(query == null ? new byte[0] : query.getBytes(ISO_8859_1)), call);
    }

    /** From another site a POST brings no cookie (SameSite=Lax): the browser comes again by GET, and brings it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> post(FormReading form, @Context RoutingContext call) {
        Visit visit = visits.of(call).at("/signed-out");
        return visit.session().isPresent() ? signOut(form, call)
                : pages.orError(read(form, visit).map(request -> answers.again(request, visit)), visit);
    }

    private Uni<Response> signOut(FormReading form, RoutingContext call) {
        Visit visit = visits.of(call).at("/signed-out");
        return pages.orError(read(form, visit).chain(request -> endOrAsk(request, visit.preferring(request.uiLocales()))),
                visit);
    }

    private Uni<SignOutRequest> read(FormReading form, Visit visit) {
        return form.fold(requests::judge, why -> Uni.createFrom().item(Optional.<SignOutRequest> empty()))
                .map(request -> request.orElseThrow(() -> answers.refusal(visit)));
    }

    private Uni<Response> endOrAsk(SignOutRequest request, Visit visit) {
        return session(visit).chain(session -> session.map(live -> endOrAsk(request, live, visit))
                .orElseGet(() -> endHinted(request).chain(() -> answers.signedOut(request, visit))));
    }

    private Uni<Response> endOrAsk(SignOutRequest request, BrowserSession session, Visit visit) {
        boolean meant = request.hint().filter(hint -> hint.person().equals(session.user())).isPresent();
        return meant ? signOuts.endSession(session.id()).chain(() -> answers.signedOut(request, visit))
                : answers.ask(request, visit);
    }

    /** Without the browser's session an ID token ends the one sign-in that it is of: whoever has it may not be the person. */
    private Uni<Void> endHinted(SignOutRequest request) {
        return request.hint().filter(hint -> hint.sid().isPresent())
                .map(hint -> signOuts.endAt(hint.sid().get(), hint.clientId()).replaceWithVoid())
                .orElse(Uni.createFrom().voidItem());
    }

    private Uni<Optional<BrowserSession>> session(Visit visit) {
        return visit.session().map(browsers::find).orElse(Uni.createFrom().item(Optional.empty()));
    }

    /** The person said yes. */
    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> confirm(FormReading form, @Context RoutingContext call) {
        Visit visit = visits.of(call).at("/signed-out");
        Uni<Response> answer = Uni.createFrom()
                .deferred(() -> read(new FormReading.Read(guard.admit(form, visit, call)), visit))
                .chain(request -> session(visit)
                        .chain(session -> session.map(live -> signOuts.endSession(live.id()))
                                .orElse(Uni.createFrom().voidItem()))
                        .chain(() -> answers.signedOut(request, visit)));
        return pages.orError(answer, visit);
    }
}
