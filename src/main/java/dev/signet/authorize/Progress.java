package dev.signet.authorize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import dev.signet.requests.PendingAuthorization;
import dev.signet.sessions.BrowserSession;

/**
 * How far a request has come: pure, so that every combination can be tried.
 *
 * @param pending the request and what was done for it
 * @param session the browser's
 */
record Progress(PendingAuthorization pending, Optional<BrowserSession> session) {

    /** @return what comes before consent; empty when only that may be missing */
    Optional<NextStep> beforeConsent(Instant now) {
        if (session.isEmpty()) {
            return Optional.of(NextStep.SIGN_IN);
        }
        boolean signedInHere = here(pending.signedIn());
        if (!signedInHere && mustSignInAgain(session.get(), now)) {
            return Optional.of(NextStep.SIGN_IN);
        }
        if (!isThePersonMeant(session.get())) {
            return Optional.of(signedInHere ? NextStep.GIVE_UP : NextStep.SIGN_IN);
        }
        return wants("select_account") && !here(pending.chosen()) ? Optional.of(NextStep.SELECT_ACCOUNT) : Optional.empty();
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: {@code prompt=login}, and {@code max_age}, of which 0 means the same. */
    private boolean mustSignInAgain(BrowserSession session, Instant now) {
        OptionalLong maxAge = pending.request().maxAge();
        boolean tooLongAgo = maxAge.isPresent()
                && (maxAge.getAsLong() == 0 || Duration.between(session.authTime(), now).toSeconds() > maxAge.getAsLong());
        return wants("login") || tooLongAgo;
    }

    /** {@code id_token_hint}, and {@code sub} asked for by value (§5.5.1). */
    private boolean isThePersonMeant(BrowserSession session) {
        boolean hinted = pending.request().hintedPerson().map(session.user()::equals).orElse(true);
        List<String> subjects = pending.request().claims().wishedValues("sub");
        return hinted && (subjects.isEmpty() || subjects.contains(session.user().toString()));
    }

    /** @return whether the person agreed for this very request */
    boolean consentedHere() {
        return here(pending.consented());
    }

    /** @return whether an agreement of before does not count */
    boolean mustConsentAgain(boolean nativeClient) {
        return wants("consent") || nativeClient;
    }

    boolean wants(String prompt) {
        return pending.prompts().contains(prompt);
    }

    /** What was done in another browser session was done by somebody else. */
    private boolean here(Optional<UUID> doneIn) {
        return doneIn.isPresent() && session.map(BrowserSession::id).equals(doneIn);
    }
}
