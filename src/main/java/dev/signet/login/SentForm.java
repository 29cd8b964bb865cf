package dev.signet.login;

import java.util.Optional;

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

    /** @return whether only another picture is wanted */
    boolean wantsPicture() {
        return fields.get("another").isPresent();
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
