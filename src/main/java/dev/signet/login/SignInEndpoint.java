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
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /login}. */
@Path("/login")
class SignInEndpoint {
    private final PageCalls calls;
    private final Journeys journeys;
    private final SignInPages forms;
    private final SignInFlow flow;
    private final Pages pages;

    SignInEndpoint(PageCalls calls, Journeys journeys, SignInPages forms, SignInFlow flow, Pages pages) {
        this.calls = calls;
        this.journeys = journeys;
        this.forms = forms;
        this.flow = flow;
        this.pages = pages;
    }

    /** Somebody sent by a client may have to sign in again; who comes by themselves and is signed in goes on. */
    @GET
    public Uni<Response> form(@Context RoutingContext call) {
        Destination destination = Destination.of(name -> Visits.parameter(call, name));
        return calls.show(call, visit -> destination.handle().isPresent() ? show(visit, destination)
                : calls.session(visit).chain(session -> session.isPresent()
                        ? Uni.createFrom().item(pages.seeOther(destination.next(), visit))
                        : show(visit, destination)));
    }

    private Uni<Response> show(Visit visit, Destination destination) {
        return journeys.find(visit, destination).chain(forms::first);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(FormReading form, @Context RoutingContext call) {
        return calls.take(form, call, sent -> journeys.find(sent.visit(), sent.destination())
                .chain(journey -> flow.signIn(journey, sent)));
    }
}
