package dev.signet.login;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.pages.Pages;
import dev.signet.requests.PendingAuthorizations;
import dev.signet.sessions.BrowserSessions;
import dev.signet.sessions.NewBrowserSession;
import io.smallrye.mutiny.Uni;

/** Lets in whoever was recognised: a new session for the browser, and on to where they wanted to go. */
@ApplicationScoped
class Arrivals {
    /** RFC 8176 §2. */
    private static final List<String> BY_PASSWORD = List.of("pwd");

    private final BrowserSessions sessions;
    private final PendingAuthorizations authorizations;
    private final Pages pages;

    Arrivals(BrowserSessions sessions, PendingAuthorizations authorizations, Pages pages) {
        this.sessions = sessions;
        this.authorizations = authorizations;
        this.pages = pages;
    }

    /** @return the redirect; empty when the person was disabled or changed the password meanwhile */
    Uni<Optional<Response>> signIn(UUID user, int credentialVersion, Journey journey, SentForm sent) {
        return sessions.signIn(user, credentialVersion, BY_PASSWORD, sent.visit().session(), sent.visitor())
                .call(signedIn -> signedIn.map(session -> mark(journey, session)).orElse(Uni.createFrom().voidItem()))
                .map(signedIn -> signedIn.map(session -> answer(journey, session)));
    }

    private Uni<Void> mark(Journey journey, NewBrowserSession session) {
        return journey.destination().handle().map(handle -> authorizations.signedIn(handle, session.session().id()))
                .orElse(Uni.createFrom().voidItem());
    }

    private Response answer(Journey journey, NewBrowserSession session) {
        return pages.seeOther(journey.next(), Optional.of(session.cookie()), journey.visit());
    }
}
