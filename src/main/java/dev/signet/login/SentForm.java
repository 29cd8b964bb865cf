package dev.signet.login;

import java.util.Optional;
import java.util.Set;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.http.ClientAddress;
import dev.signet.http.FormParameters;
import dev.signet.pages.Visit;
import dev.signet.sessions.Visitor;
import io.vertx.ext.web.RoutingContext;

/**
 * A form that came from a page of ours.
 *
 * @param from the address that it is counted against
 * @param userAgent may be null
 */
record SentForm(Visit visit, FormParameters fields, ClientAddress from, String userAgent, RoutingContext call) {
    private static final String ANOTHER = "another";
    private static final Set<String> CHALLENGES = Set.of(PosedChallenge.PICTURE, PosedChallenge.CALCULATION);

    /** @return what was typed; nothing is the empty text */
    String text(String field) {
        return fields.get(field).orElse("");
    }

    Destination destination() {
        return Destination.of(fields::get);
    }

    /** @return the solved challenge; one that was shown and left empty counts as not solved */
    Optional<CaptchaAnswer> captcha() {
        return fields.get("captcha_id").map(id -> new CaptchaAnswer(id, text("captcha_answer")));
    }

    /** @return whether only another challenge is wanted */
    boolean wantsAnotherChallenge() {
        return fields.get(ANOTHER).isPresent();
    }

    /** @return the type of the challenge that is wanted, else of the one that was shown */
    Optional<String> challengeType() {
        return fields.get(ANOTHER).or(() -> fields.get("captcha_type")).filter(CHALLENGES::contains);
    }

    Visitor visitor() {
        return new Visitor(from.text(), userAgent);
    }

    /** Names only: a value may be a password. */
    @Override
    public String toString() {
        return "SentForm[" + fields + "]";
    }
}
