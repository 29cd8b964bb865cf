package dev.signet.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.captcha.Purpose;
import dev.signet.pages.Field;
import dev.signet.pages.Pages;
import dev.signet.requests.PendingAuthorization;
import io.smallrye.mutiny.Uni;

/** Shows the sign-in form: empty, or again with what is wrong. */
@ApplicationScoped
class SignInPages {
    private final Pages pages;
    private final PosedChallenges challenges;

    SignInPages(Pages pages, PosedChallenges challenges) {
        this.pages = pages;
        this.challenges = challenges;
    }

    /** @return the empty form; a hint of the client's stands in it already */
    Uni<Response> first(Journey journey) {
        String hint = journey.pending().flatMap(PendingAuthorization::loginHint).orElse("");
        return page(200, journey, hint, Optional.empty(), Optional.empty());
    }

    /** @return the form again; the password is typed anew */
    Uni<Response> again(int status, Journey journey, SentForm sent, boolean challenge,
            Function<SignInMessages, String> why) {
        return challenges.due(challenge, Purpose.LOGIN, sent, journey.visit())
                .chain(posed -> page(status, journey, sent.text(SignInFlow.IDENTIFIER), Optional.of(why), posed));
    }

    /** @return the form with another challenge */
    Uni<Response> anotherChallenge(Journey journey, SentForm sent) {
        return challenges.due(true, Purpose.LOGIN, sent, journey.visit())
                .chain(posed -> page(200, journey, sent.text(SignInFlow.IDENTIFIER), Optional.empty(), posed));
    }

    private Uni<Response> page(int status, Journey journey, String identifier, Optional<Function<SignInMessages, String>> why,
            Optional<PosedChallenge> posed) {
        SignInMessages words = Pages.messages(SignInMessages.class, journey.visit());
        SignInPage page = new SignInPage(journey.visit(), journey.destination().parameters(), journey.application(),
                fields(words, identifier), why.map(w -> w.apply(words)).orElse(null), posed.orElse(null),
                journey.destination().through("/register"));
        return pages.show(status, page, journey.fence(posed), journey.visit());
    }

    private static List<Field> fields(SignInMessages words, String identifier) {
        Field who = Field.text(SignInFlow.IDENTIFIER, words.identifier(), "username").mandatory()
                .filled(Map.of(SignInFlow.IDENTIFIER, identifier), Map.of()).focusedIf(identifier.isEmpty());
        return List.of(who, Field.text(SignInFlow.PASSWORD, words.password(), "current-password").type("password").mandatory()
                .focusedIf(!identifier.isEmpty()));
    }
}
