package dev.signet.oidc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /signed-out}: where a sign-out ends that no client wants to have back. */
@Path("/signed-out")
class SignedOutEndpoint {
    private final Visits visits;
    private final Pages pages;

    SignedOutEndpoint(Visits visits, Pages pages) {
        this.visits = visits;
        this.pages = pages;
    }

    @GET
    public Uni<Response> get(@Context RoutingContext call) {
        Visit visit = visits.of(call);
        return pages.show(200, new SignedOutPage(visit), visit);
    }
}
