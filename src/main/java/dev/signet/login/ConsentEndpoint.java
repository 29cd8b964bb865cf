package dev.signet.login;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.FormReading;
import dev.signet.pages.Pages;
import dev.signet.pages.Visits;
import dev.signet.requests.PendingAuthorization;
import dev.signet.requests.PendingAuthorizations;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Consents;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /consent}: may the client have what it asks for (OpenID Connect Core 1.0 §3.1.2.4)? */
@Path("/consent")
class ConsentEndpoint {
    private final PageCalls calls;
    private final Journeys journeys;
    private final People people;
    private final Consents consents;
    private final PendingAuthorizations authorizations;
    private final Pages pages;

    ConsentEndpoint(PageCalls calls, Journeys journeys, People people, Consents consents,
            PendingAuthorizations authorizations, Pages pages) {
        this.calls = calls;
        this.journeys = journeys;
        this.people = people;
        this.consents = consents;
        this.authorizations = authorizations;
        this.pages = pages;
    }

    @GET
    public Uni<Response> ask(@Context RoutingContext call) {
        Destination destination = Destination.of(name -> Visits.parameter(call, name));
        return calls.show(call, destination, (visit, session) -> journeys.findPending(visit, destination)
                .chain(journey -> people.name(session.user()).chain(person -> page(journey, person))));
    }

    private Uni<Response> page(Journey journey, String person) {
        AskMessages words = Pages.messages(AskMessages.class, journey.visit());
        PendingAuthorization pending = journey.pending().orElseThrow();
        return pages.showOnTheWay(200, new ConsentPage(journey.visit(), journey.destination().handle().orElseThrow(),
                journey.application(), ClientLinks.of(journey.client().orElseThrow()), person,
                Wants.of(pending.scopes(), pending.claims(), words)), journey.visit());
    }

    /** The token binds the form to the session that was asked: nobody agrees for somebody else. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> decide(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> journeys.findPending(sent.visit(), sent.destination())
                .call(journey -> sent.text("decision").equals("deny") ? deny(journey) : allow(journey, session))
                .map(journey -> pages.seeOther(journey.next(), journey.visit())));
    }

    private Uni<Void> allow(Journey journey, BrowserSession session) {
        PendingAuthorization pending = journey.pending().orElseThrow();
        return consents.grant(session.user(), pending.clientId(), pending.scopes(), pending.claims())
                .chain(() -> authorizations.consented(journey.destination().handle().orElseThrow(), session.id()));
    }

    private Uni<Void> deny(Journey journey) {
        return authorizations.refused(journey.destination().handle().orElseThrow());
    }
}
