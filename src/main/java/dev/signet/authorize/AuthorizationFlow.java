package dev.signet.authorize;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.requests.AuthorizationCode;
import dev.signet.requests.AuthorizationCodes;
import dev.signet.requests.AuthorizationError;
import dev.signet.requests.AuthorizationRequest;
import dev.signet.requests.PendingAuthorization;
import dev.signet.requests.PendingAuthorizations;
import dev.signet.sessions.Access;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Consents;
import dev.signet.sessions.Visitor;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;

/** From a judged request to its answer: a page, an error or a code. */
@ApplicationScoped
class AuthorizationFlow {
    /** The one class of authentication there is; see {@code acr} in the ID token. */
    private static final String ACR = "urn:signet:acr:password";

    private final Clients clients;
    private final PendingAuthorizations pendings;
    private final Consents consents;
    private final AuthorizationCodes codes;
    private final Issuer issuer;
    private final Clock clock;

    AuthorizationFlow(Clients clients, PendingAuthorizations pendings, Consents consents, AuthorizationCodes codes,
            Issuer issuer, Clock clock) {
        this.clients = clients;
        this.pendings = pendings;
        this.consents = consents;
        this.codes = codes;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A request that has just come. */
    Uni<AuthorizationAnswer> begin(PendingAuthorization pending, Optional<BrowserSession> session, Visitor from) {
        return step(pending, session)
                .chain(step -> step == NextStep.NONE ? usePushed(pending, session.orElseThrow(), from) : ask(step, pending));
    }

    /** A request whose person comes back from a page. */
    Uni<AuthorizationAnswer> resume(String handle, PendingAuthorization pending, Optional<BrowserSession> session,
            Visitor from) {
        if (pending.refused()) {
            return close(handle, pending, "access_denied", "The person said no.");
        }
        return step(pending, session).chain(step -> switch (step) {
            case NONE -> pendings.close(handle)
                    .chain(first -> first ? usePushed(pending, session.orElseThrow(), from) : gone());
            case GIVE_UP -> close(handle, pending, step.error(), step.description());
            default -> page(step, handle);
        });
    }

    private Uni<NextStep> step(PendingAuthorization pending, Optional<BrowserSession> session) {
        Progress progress = new Progress(pending, session);
        return progress.beforeConsent(clock.instant()).map(step -> Uni.createFrom().item(step))
                .orElseGet(() -> clients.find(pending.clientId())
                        .chain(client -> consentStep(progress, client.orElseThrow(UnknownClientException::new))));
    }

    private Uni<NextStep> consentStep(Progress progress, Client client) {
        if (progress.consentedHere() || client.skipConsent() && !progress.wants("consent")) {
            return Uni.createFrom().item(NextStep.NONE);
        }
        // RFC 8252 §8.6: anybody can pretend to be a native client, so nothing is given without asking
        if (progress.mustConsentAgain(client.isNative() && !client.confidential())) {
            return Uni.createFrom().item(NextStep.CONSENT);
        }
        PendingAuthorization pending = progress.pending();
        return consents.covers(progress.session().orElseThrow().user(), pending.clientId(), pending.scopes(), pending.claims())
                .map(covered -> covered ? NextStep.NONE : NextStep.CONSENT);
    }

    private Uni<AuthorizationAnswer> ask(NextStep step, PendingAuthorization pending) {
        boolean noPage = pending.prompts().contains("none") || step == NextStep.GIVE_UP;
        return noPage ? refuse(pending.request(), step.error(), step.description())
                : pendings.open(pending).chain(handle -> page(step, handle));
    }

    private static Uni<AuthorizationAnswer> page(NextStep step, String handle) {
        return Uni.createFrom().item(new AuthorizationAnswer.Page(step.page() + "?handle=" + handle));
    }

    private Uni<AuthorizationAnswer> close(String handle, PendingAuthorization pending, String error, String description) {
        return pendings.close(handle)
                .chain(first -> first ? refuse(pending.request(), error, description) : gone());
    }

    private static Uni<AuthorizationAnswer> refuse(AuthorizationRequest request, String error, String description) {
        return Uni.createFrom()
                .item(new AuthorizationAnswer.Error(AuthorizationError.of(request, error, description)));
    }

    /** The request was answered before: a page that is loaded again, a button that is pressed twice. */
    static Uni<AuthorizationAnswer> gone() {
        return Uni.createFrom().item(new AuthorizationAnswer.Gone());
    }

    /** RFC 9126 §4: a pushed request serves once. */
    private Uni<AuthorizationAnswer> usePushed(PendingAuthorization pending, BrowserSession session, Visitor from) {
        return pending.pushed().map(pendings::usePushed).orElse(Uni.createFrom().item(true))
                .chain(first -> first ? give(pending.request(), session, from) : gone());
    }

    private Uni<AuthorizationAnswer> give(AuthorizationRequest request, BrowserSession session, Visitor from) {
        if (!request.claims().essentialValues("acr").isEmpty() && !request.claims().essentialValues("acr").contains(ACR)) {
            return refuse(request, "unmet_authentication_requirements", "No sign-in here is as sure as was asked for.");
        }
        return clients.find(request.clientId())
                .map(client -> access(request, client.orElseThrow(UnknownClientException::new)))
                .chain(access -> codes.issue(new AuthorizationCode(request, access, session, from)))
                .map(code -> new AuthorizationAnswer.Code(request, code));
    }

    private Access access(AuthorizationRequest request, Client client) {
        return new Access(String.join(" ", request.scope()),
                issuer.audience(request.resources().isEmpty() ? client.defaultAudience() : request.resources(),
                        request.scope()));
    }
}
