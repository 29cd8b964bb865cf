package dev.signet.login;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.captcha.Captchas;
import dev.signet.captcha.Purpose;
import dev.signet.errors.ProblemException;
import dev.signet.http.ClientAddress;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Poses the verification codes of the pages: pictures, which need no script. */
@ApplicationScoped
class Pictures {
    private static final String TYPE = "image";

    private final Captchas captchas;
    private final MeterRegistry metrics;

    Pictures(Captchas captchas, MeterRegistry metrics) {
        this.captchas = captchas;
        this.metrics = metrics;
    }

    /** @return a picture if one is due; fails with a page where none can be posed */
    Uni<Optional<Picture>> due(boolean due, Purpose purpose, ClientAddress to, Visit visit) {
        return due ? pose(purpose, to, visit).map(Optional::of) : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Picture> pose(Purpose purpose, ClientAddress to, Visit visit) {
        return captchas.issue(Optional.of(TYPE), purpose, to)
                .invoke(challenge -> metrics.counter("signet.captcha.issued", "type", challenge.type()).increment())
                .map(challenge -> Picture.of(challenge).orElseThrow(() -> unavailable(visit)))
                .onFailure(ProblemException.class).transform(typeUnknown -> unavailable(visit));
    }

    /** An operator who switched pictures off, or a machine that has no fonts. */
    private static PageException unavailable(Visit visit) {
        return new PageException(PageError.of(503, PageMessages::unavailable).retryAfter(60), visit);
    }
}
