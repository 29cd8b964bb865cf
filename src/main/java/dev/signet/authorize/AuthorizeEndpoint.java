package dev.signet.authorize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.ClientAddresses;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import dev.signet.requests.PendingAuthorization;
import dev.signet.requests.PendingAuthorizations;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.BrowserSessions;
import dev.signet.sessions.Visitor;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /oauth2/authorize} (RFC 6749 §3.1), and where the pages send the person back to. */
@Path("/oauth2/authorize")
class AuthorizeEndpoint {
    private final AuthorizationRequests requests;
    private final AuthorizationFlow flow;
    private final AuthorizationAnswers answers;
    private final PendingAuthorizations pendings;
    private final BrowserSessions sessions;
    private final ClientAddresses addresses;
    private final Visits visits;
    private final Pages pages;

    AuthorizeEndpoint(AuthorizationRequests requests, AuthorizationFlow flow, AuthorizationAnswers answers,
            PendingAuthorizations pendings, BrowserSessions sessions, ClientAddresses addresses, Visits visits, Pages pages) {
        this.requests = requests;
        this.flow = flow;
        this.answers = answers;
        this.pendings = pendings;
        this.sessions = sessions;
        this.addresses = addresses;
        this.visits = visits;
        this.pages = pages;
    }

    @GET
    public Uni<Response> get(@Context RoutingContext call) {
        String query = call.request().query();
        return authorize(FormParameters.parse(query == null ? new byte[0] : query.getBytes(ISO_8859_1)), call, this::begin);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. From another site it brings no session cookie: the next page finds that. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> post(FormReading form, @Context RoutingContext call) {
        return authorize(form, call, (pending, unused) -> pendings.open(pending)
                .map(handle -> new AuthorizationAnswer.Page("/oauth2/authorize/resume?handle=" + handle)));
    }

    private Uni<Response> authorize(FormReading form, RoutingContext call,
            BiFunction<PendingAuthorization, RoutingContext, Uni<AuthorizationAnswer>> next) {
        Visit visit = visits.of(call);
        Uni<Response> answer = requests.read(form)
                .chain(read -> read.fold(
                        pending -> next.apply(pending, call).chain(done -> answers.of(done, visit)),
                        error -> answers.of(new AuthorizationAnswer.Error(error), visit),
                        (error, description) -> answers.unproven(error, description, visit)));
        return pages.orError(answer, visit);
    }

    private Uni<AuthorizationAnswer> begin(PendingAuthorization pending, RoutingContext call) {
        return session(visits.of(call)).chain(session -> flow.begin(pending, session, visitor(call)));
    }

    @GET
    @Path("resume")
    public Uni<Response> resume(@Context RoutingContext call) {
        Visit visit = visits.of(call);
        String handle = Visits.parameter(call, "handle").orElse("");
        Uni<Response> answer = pendings.find(handle)
                .chain(pending -> pending.map(p -> resume(handle, p, call)).orElseGet(AuthorizationFlow::gone))
                .chain(done -> answers.of(done, visit));
        return pages.orError(answer, visit);
    }

    private Uni<AuthorizationAnswer> resume(String handle, PendingAuthorization pending, RoutingContext call) {
        return session(visits.of(call)).chain(session -> flow.resume(handle, pending, session, visitor(call)));
    }

    private Uni<Optional<BrowserSession>> session(Visit visit) {
        return visit.session().map(sessions::find).orElse(Uni.createFrom().item(Optional.empty()));
    }

    private Visitor visitor(RoutingContext call) {
        return new Visitor(addresses.current(call).text(), call.request().getHeader(HttpHeaders.USER_AGENT));
    }
}
