package dev.signet.login;

import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.captcha.Purpose;
import dev.signet.errors.Problem;
import dev.signet.errors.ProblemException;
import dev.signet.http.FormReading;
import dev.signet.membership.CurrentPassword;
import dev.signet.membership.OwnAccount;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.sessions.BrowserSession;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /account/password}: a new password; every other sign-in ends, this browser's goes on. */
@Path("/account/password")
class PasswordFormEndpoint {
    static final String CURRENT = "current_password";
    static final String NEW = "new_password";

    private final PageCalls calls;
    private final OwnAccount account;
    private final PosedChallenges challenges;
    private final AccountPages forms;
    private final Pages pages;

    PasswordFormEndpoint(PageCalls calls, OwnAccount account, PosedChallenges challenges, AccountPages forms, Pages pages) {
        this.calls = calls;
        this.account = account;
        this.challenges = challenges;
        this.forms = forms;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, this::change);
    }

    private Uni<Response> change(SentForm sent, BrowserSession session) {
        if (sent.wantsAnotherChallenge()) {
            return anotherChallenge(sent, session);
        }
        CurrentPassword current = new CurrentPassword(sent.text(CURRENT), sent.captcha());
        return account.changePassword(session.user(), session.id(), current, sent.text(NEW), sent.call())
                .map(done -> pages.seeOther(AccountEndpoint.done("password"), sent.visit()))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> again(((ProblemException) refused).problem(), sent, session));
    }

    private Uni<Response> anotherChallenge(SentForm sent, BrowserSession session) {
        Visit visit = sent.visit().at(AccountEndpoint.PATH);
        return challenges.due(true, Purpose.LOGIN, sent, visit)
                .chain(posed -> forms.show(AccountState.challenged(posed), visit, session));
    }

    private Uni<Response> again(Problem problem, SentForm sent, BrowserSession session) {
        Visit visit = sent.visit().at(AccountEndpoint.PATH);
        Optional<PasswordRefusal> refusal = PasswordRefusal.of(problem, sent.captcha().isPresent(), visit);
        if (refusal.isEmpty()) {
            return Uni.createFrom().failure(problem.asException());
        }
        return challenges.due(refusal.get().challenge(), Purpose.LOGIN, sent, visit)
                .chain(posed -> forms.show(AccountState.badPassword(problem.status(), refusal.get().why(),
                        refusal.get().fields(), posed), visit, session));
    }

    /** What the page says of a change that the JSON API's rules refuse. */
    private record PasswordRefusal(String why, Map<String, String> fields, boolean challenge) {

        /** @return the refusal; empty for a problem that has a page of its own */
        static Optional<PasswordRefusal> of(Problem problem, boolean carriesChallenge, Visit visit) {
            SignInMessages words = Pages.messages(SignInMessages.class, visit);
            return Optional.ofNullable(switch (problem.name()) {
                case "validation" -> new PasswordRefusal(words.lookAgain(),
                        FieldWords.of(SignUpRefusal.errors(problem), words), carriesChallenge);
                case "invalid-credentials" -> new PasswordRefusal(
                        Pages.messages(AccountMessages.class, visit).passwordWrong(), Map.of(),
                        Boolean.TRUE.equals(problem.members().get("captcha_required")));
                case "captcha-required" -> new PasswordRefusal(words.challengeDue(), Map.of(), true);
                case "captcha-invalid" -> new PasswordRefusal(words.challengeWrong(), Map.of(), true);
                default -> null;
            });
        }
    }
}
