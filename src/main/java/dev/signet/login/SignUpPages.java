package dev.signet.login;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.captcha.Purpose;
import dev.signet.pages.Pages;
import dev.signet.passwords.PasswordPolicy;
import io.smallrye.mutiny.Uni;

/** Shows the sign-up form: empty, or again with what is wrong. */
@ApplicationScoped
class SignUpPages {
    private final Pages pages;
    private final PosedChallenges challenges;
    private final PasswordPolicy policy;

    SignUpPages(Pages pages, PosedChallenges challenges, PasswordPolicy policy) {
        this.pages = pages;
        this.challenges = challenges;
        this.policy = policy;
    }

    Uni<Response> first(Journey journey) {
        return page(200, journey, new Shown(Map.of(), Map.of(), Optional.empty(), Optional.empty()));
    }

    /** @return the form again with what is wrong; the password is typed anew */
    Uni<Response> again(Journey journey, SentForm sent, SignUpRefusal refusal) {
        return challenges.due(refusal.challenge(), Purpose.REGISTRATION, sent, journey.visit())
                .chain(posed -> page(refusal.status(), journey,
                        new Shown(SignUpForm.shown(sent), refusal.fields(), refusal.why(), posed)));
    }

    private record Shown(Map<String, String> values, Map<String, String> errors, Optional<String> why,
            Optional<PosedChallenge> posed) {
    }

    private Uni<Response> page(int status, Journey journey, Shown shown) {
        SignInMessages words = Pages.messages(SignInMessages.class, journey.visit());
        SignUpPage page = new SignUpPage(journey.visit(), journey.destination().parameters(),
                SignUpForm.fields(words, policy.minLength(), shown.values(), shown.errors()), shown.why().orElse(null),
                shown.posed().orElse(null), journey.destination().through("/login"));
        return pages.show(status, page, journey.fence(shown.posed()), journey.visit());
    }
}
