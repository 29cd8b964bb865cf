package dev.signet.login;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.FormReading;
import dev.signet.pages.Visits;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /register}. */
@Path("/register")
class SignUpEndpoint {
    private final PageCalls calls;
    private final Journeys journeys;
    private final SignUpPages forms;
    private final SignUpFlow flow;

    SignUpEndpoint(PageCalls calls, Journeys journeys, SignUpPages forms, SignUpFlow flow) {
        this.calls = calls;
        this.journeys = journeys;
        this.forms = forms;
        this.flow = flow;
    }

    @GET
    public Uni<Response> form(@Context RoutingContext call) {
        Destination destination = Destination.of(name -> Visits.parameter(call, name));
        return calls.show(call, visit -> journeys.find(visit, destination).chain(forms::first));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signUp(FormReading form, @Context RoutingContext call) {
        return calls.take(form, call, sent -> journeys.find(sent.visit(), sent.destination())
                .chain(journey -> flow.signUp(journey, sent)));
    }
}
