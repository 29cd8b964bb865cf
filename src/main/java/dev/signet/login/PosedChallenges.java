package dev.signet.login;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.captcha.Captchas;
import dev.signet.captcha.Challenge;
import dev.signet.captcha.Purpose;
import dev.signet.errors.ProblemException;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Poses the verification codes of the pages: a picture, which needs no script; for people who cannot see it a calculation of
 * their browser's.
 */
@ApplicationScoped
class PosedChallenges {
    private final Captchas captchas;
    private final MeterRegistry metrics;

    PosedChallenges(Captchas captchas, MeterRegistry metrics) {
        this.captchas = captchas;
        this.metrics = metrics;
    }

    /** @return a challenge if one is due, of the type that the form asked for; fails with a page where none can be posed */
    Uni<Optional<PosedChallenge>> due(boolean due, Purpose purpose, SentForm sent, Visit visit) {
        return due ? pose(purpose, sent, visit).map(Optional::of) : Uni.createFrom().item(Optional.empty());
    }

    private Uni<PosedChallenge> pose(Purpose purpose, SentForm sent, Visit visit) {
        return captchas.issue(Optional.of(type(sent)), purpose, sent.from())
                .invoke(challenge -> metrics.counter("signet.captcha.issued", "type", challenge.type()).increment())
                .map(challenge -> shown(challenge, visit))
                .onFailure(ProblemException.class).transform(typeUnknown -> unavailable(visit));
    }

    /** What the person took stays, so that nobody who can't see is shown a picture again. */
    private String type(SentForm sent) {
        return sent.challengeType().filter(captchas::poses)
                .orElseGet(() -> captchas.poses(PosedChallenge.PICTURE) ? PosedChallenge.PICTURE : PosedChallenge.CALCULATION);
    }

    private PosedChallenge shown(Challenge challenge, Visit visit) {
        return Optional
                .of(PosedChallenge.of(challenge, captchas.poses(PosedChallenge.PICTURE),
                        captchas.poses(PosedChallenge.CALCULATION)))
                .filter(PosedChallenge::showable).orElseThrow(() -> unavailable(visit));
    }

    /** Only a remote service's widget could be shown, which the pages have no script for. */
    private static PageException unavailable(Visit visit) {
        return new PageException(PageError.of(503, PageMessages::unavailable).retryAfter(60), visit);
    }
}
