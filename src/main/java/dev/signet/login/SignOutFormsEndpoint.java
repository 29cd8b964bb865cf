package dev.signet.login;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.FormReading;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Pages;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Consents;
import dev.signet.sessions.SignOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The account page's ways to end something: this browser's sign-in, another one, all of them, what a client may do. */
@Path("/account")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class SignOutFormsEndpoint {
    private static final String SIGNED_OUT = "/signed-out";

    private final PageCalls calls;
    private final SignOuts signOuts;
    private final Consents consents;
    private final Pages pages;

    SignOutFormsEndpoint(PageCalls calls, SignOuts signOuts, Consents consents, Pages pages) {
        this.calls = calls;
        this.signOuts = signOuts;
        this.consents = consents;
        this.pages = pages;
    }

    @POST
    @Path("sign-out")
    public Uni<Response> signOut(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> signOuts.endSession(session.id())
                .map(done -> pages.seeOther(SIGNED_OUT, Optional.empty(), sent.visit())));
    }

    @POST
    @Path("sign-out-everywhere")
    public Uni<Response> signOutEverywhere(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> signOuts.endAll(session.user())
                .map(done -> pages.seeOther(SIGNED_OUT, Optional.empty(), sent.visit())));
    }

    /** One that is another person's is not there. */
    @POST
    @Path("sessions")
    public Uni<Response> end(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> end(sent, session)
                .map(theirs -> theirs ? pages.seeOther(AccountEndpoint.done("ended"), sent.visit()) : notFound(sent)));
    }

    private Uni<Boolean> end(SentForm sent, BrowserSession session) {
        UUID id = id(sent);
        return sent.text("kind").equals(SessionLine.BROWSER) ? signOuts.endSession(id, session.user())
                : signOuts.end(id, session.user());
    }

    private static UUID id(SentForm sent) {
        try {
            return UUID.fromString(sent.text("id"));
        } catch (IllegalArgumentException malformed) {
            throw missing(sent);
        }
    }

    @POST
    @Path("applications")
    public Uni<Response> withdraw(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> consents.withdraw(session.user(), sent.text("client_id"))
                .map(done -> pages.seeOther(AccountEndpoint.done("withdrawn"), sent.visit())));
    }

    private static Response notFound(SentForm sent) {
        throw missing(sent);
    }

    private static PageException missing(SentForm sent) {
        return new PageException(PageError.of(404, PageMessages::notFound), sent.visit().at(AccountEndpoint.PATH));
    }
}
