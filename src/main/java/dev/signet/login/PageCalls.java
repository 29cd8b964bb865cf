package dev.signet.login;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.http.ClientAddresses;
import dev.signet.http.FormReading;
import dev.signet.pages.FormGuard;
import dev.signet.pages.PageException;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.BrowserSessions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** What each call of a page passes: who comes, whether the form is ours, whether they are signed in; and failures as pages. */
@ApplicationScoped
class PageCalls {
    private final Visits visits;
    private final FormGuard guard;
    private final BrowserSessions sessions;
    private final ClientAddresses addresses;
    private final Pages pages;

    PageCalls(Visits visits, FormGuard guard, BrowserSessions sessions, ClientAddresses addresses, Pages pages) {
        this.visits = visits;
        this.guard = guard;
        this.sessions = sessions;
        this.addresses = addresses;
        this.pages = pages;
    }

    /** A page that anybody may read. */
    Uni<Response> show(RoutingContext call, Function<Visit, Uni<Response>> page) {
        Visit visit = visits.of(call);
        return pages.orError(Uni.createFrom().deferred(() -> page.apply(visit)), visit);
    }

    /** A page for people who are signed in; others sign in first. */
    Uni<Response> show(RoutingContext call, Destination destination, BiFunction<Visit, BrowserSession, Uni<Response>> page) {
        return show(call, visit -> session(visit)
                .chain(session -> session.map(present -> page.apply(visit, present))
                        .orElseGet(() -> toSignIn(destination, visit))));
    }

    /** A form that anybody may send. */
    Uni<Response> take(FormReading form, RoutingContext call, Function<SentForm, Uni<Response>> action) {
        Visit visit = visits.of(call);
        try {
            SentForm sent = new SentForm(visit, guard.admit(form, visit, call), addresses.current(call),
                    call.request().getHeader(HttpHeaders.USER_AGENT), call);
            return pages.orError(Uni.createFrom().deferred(() -> action.apply(sent)), visit);
        } catch (PageException refused) {
            return pages.refuse(refused);
        }
    }

    /** A form of people who are signed in; others sign in first. */
    Uni<Response> takeSignedIn(FormReading form, RoutingContext call,
            BiFunction<SentForm, BrowserSession, Uni<Response>> action) {
        return take(form, call, sent -> session(sent.visit())
                .chain(session -> session.map(present -> action.apply(sent, present))
                        .orElseGet(() -> toSignIn(sent.destination(), sent.visit()))));
    }

    /** @return who is signed in at the browser */
    Uni<Optional<BrowserSession>> session(Visit visit) {
        return visit.session().map(sessions::find).orElse(Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Response> toSignIn(Destination destination, Visit visit) {
        return Uni.createFrom().item(pages.seeOther(destination.through("/login"), visit));
    }
}
