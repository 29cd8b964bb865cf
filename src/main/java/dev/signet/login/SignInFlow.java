package dev.signet.login;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.credentials.Attempt;
import dev.signet.credentials.CredentialCheck;
import dev.signet.credentials.Judgement;
import dev.signet.membership.SignInMetrics;
import dev.signet.pages.PageError;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Pages;
import io.smallrye.mutiny.Uni;

/** Judges a sign-in form with the counters of the JSON API. */
@ApplicationScoped
class SignInFlow {
    static final String IDENTIFIER = "identifier";
    static final String PASSWORD = "password";

    private final CredentialCheck credentials;
    private final SignInMetrics metrics;
    private final Arrivals arrivals;
    private final SignInPages forms;
    private final Pages pages;

    SignInFlow(CredentialCheck credentials, SignInMetrics metrics, Arrivals arrivals, SignInPages forms, Pages pages) {
        this.credentials = credentials;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.forms = forms;
        this.pages = pages;
    }

    /** A form without a name or a password is one that nobody can have sent in earnest: it is not counted. */
    Uni<Response> signIn(Journey journey, SentForm sent) {
        if (sent.wantsAnotherChallenge()) {
            return forms.anotherChallenge(journey, sent);
        }
        if (sent.text(IDENTIFIER).isBlank() || sent.text(PASSWORD).isEmpty()) {
            return forms.again(400, journey, sent, sent.captcha().isPresent(), SignInMessages::bothNeeded);
        }
        return credentials
                .judge(new Attempt(sent.text(IDENTIFIER), sent.text(PASSWORD), sent.captcha(), sent.from(), sent.from()))
                .invoke(metrics::count)
                .chain(judgement -> judgement.fold(new Answer(journey, sent)));
    }

    /** What the person is shown of a judgement. */
    private final class Answer implements Judgement.Cases<Uni<Response>> {
        private final Journey journey;
        private final SentForm sent;

        Answer(Journey journey, SentForm sent) {
            this.journey = journey;
            this.sent = sent;
        }

        /** Changed or disabled in this very moment: the password is not right any more. */
        @Override
        public Uni<Response> recognised(UUID user, int credentialVersion) {
            return arrivals.signIn(user, credentialVersion, journey, sent)
                    .chain(arrived -> arrived.map(answer -> Uni.createFrom().item(answer)).orElseGet(() -> refused(false)));
        }

        @Override
        public Uni<Response> refused(boolean captchaRequired) {
            return forms.again(401, journey, sent, captchaRequired, SignInMessages::wrong);
        }

        @Override
        public Uni<Response> captchaRequired() {
            return forms.again(403, journey, sent, true, SignInMessages::challengeDue);
        }

        @Override
        public Uni<Response> captchaInvalid() {
            return forms.again(403, journey, sent, true, SignInMessages::challengeWrong);
        }

        @Override
        public Uni<Response> busy(int retryAfter) {
            return pages.error(PageError.of(503, PageMessages::unavailable).retryAfter(retryAfter), journey.visit());
        }
    }
}
