package dev.signet.login;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.errors.Problem;
import dev.signet.errors.ProblemException;
import dev.signet.membership.NewAccount;
import dev.signet.membership.RegistrationFlow;
import dev.signet.pages.PageError;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Pages;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.users.Account;
import dev.signet.users.Identifiers;
import dev.signet.users.SignInRecord;
import dev.signet.users.Users;
import io.smallrye.mutiny.Uni;

/** Signs up under the rules and limits of the JSON API, and signs the new person in. */
@ApplicationScoped
class SignUpFlow {
    private final RegistrationFlow registration;
    private final Identifiers identifiers;
    private final PasswordPolicy policy;
    private final Users users;
    private final Arrivals arrivals;
    private final SignUpPages forms;
    private final Pages pages;

    SignUpFlow(RegistrationFlow registration, Identifiers identifiers, PasswordPolicy policy, Users users, Arrivals arrivals,
            SignUpPages forms, Pages pages) {
        this.registration = registration;
        this.identifiers = identifiers;
        this.policy = policy;
        this.users = users;
        this.arrivals = arrivals;
        this.forms = forms;
        this.pages = pages;
    }

    Uni<Response> signUp(Journey journey, SentForm sent) {
        if (sent.wantsAnotherChallenge()) {
            return forms.again(journey, sent, SignUpRefusal.anotherChallenge());
        }
        return Uni.createFrom().item(() -> NewAccount.of(SignUpForm.read(sent), identifiers, policy))
                .chain(account -> registration.register(account, sent.from()))
                .chain(account -> arrive(account, journey, sent))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> refuse(((ProblemException) refused).problem(), journey, sent));
    }

    private Uni<Response> arrive(Account account, Journey journey, SentForm sent) {
        return users.findForSignIn(account.id())
                .chain(found -> found.map(person -> signIn(person, journey, sent))
                        .orElse(Uni.createFrom().item(Optional.empty())))
                .map(arrived -> arrived.orElseGet(() -> pages.seeOther(journey.destination().through("/login"), sent.visit())));
    }

    private Uni<Optional<Response>> signIn(SignInRecord person, Journey journey, SentForm sent) {
        return arrivals.signIn(person.userId(), person.credentialVersion(), journey, sent);
    }

    private Uni<Response> refuse(Problem problem, Journey journey, SentForm sent) {
        SignInMessages words = Pages.messages(SignInMessages.class, journey.visit());
        return SignUpRefusal.of(problem, sent.captcha().isPresent(), words)
                .map(refusal -> forms.again(journey, sent, refusal))
                .orElseGet(() -> pages.error(turnedAway(problem, words), journey.visit()));
    }

    private static PageError turnedAway(Problem problem, SignInMessages words) {
        int seconds = problem.retryAfter().orElse(1);
        PageError.Words why = problem.status() == 429 ? unused -> words.tooMany((seconds + 59) / 60)
                : PageMessages::unavailable;
        return PageError.of(problem.status(), why).retryAfter(seconds);
    }
}
