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
import dev.signet.requests.PendingAuthorizations;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /select-account}: as whom ({@code prompt=select_account}, OpenID Connect Core 1.0 §3.1.2.1)? */
@Path("/select-account")
class SelectAccountEndpoint {
    private final PageCalls calls;
    private final Journeys journeys;
    private final People people;
    private final PendingAuthorizations authorizations;
    private final Pages pages;

    SelectAccountEndpoint(PageCalls calls, Journeys journeys, People people, PendingAuthorizations authorizations,
            Pages pages) {
        this.calls = calls;
        this.journeys = journeys;
        this.people = people;
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
        return pages.showOnTheWay(200,
                new SelectAccountPage(journey.visit(), journey.destination().handle().orElseThrow(), journey.application(),
                        person, journey.destination().through("/login")),
                journey.visit());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> choose(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> journeys.findPending(sent.visit(), sent.destination())
                .call(journey -> authorizations.chosen(journey.destination().handle().orElseThrow(), session.id()))
                .map(journey -> pages.seeOther(journey.next(), journey.visit())));
    }
}
