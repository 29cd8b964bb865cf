package dev.signet.login;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.limits.DeviceCodeLease;
import dev.signet.limits.DeviceCodeLimit;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import io.smallrye.mutiny.Uni;

/** Limits how many codes of devices may be guessed from one address (RFC 8628 §5.1). */
@ApplicationScoped
class DeviceGuesses {
    private final DeviceCodeLimit limit;

    DeviceGuesses(DeviceCodeLimit limit) {
        this.limit = limit;
    }

    /**
     * @param lookUp finds what waits for the code; nothing there is a wrong guess
     * @return what was found; fails with a page when too many wrong guesses came from there
     */
    <T> Uni<Optional<T>> counted(SentForm sent, Supplier<Uni<Optional<T>>> lookUp) {
        return limit.admit(sent.from())
                .chain(admission -> admission.fold(lease -> settled(lease, lookUp),
                        retryAfter -> refuse(429, PageMessages::tooMany, retryAfter, sent),
                        retryAfter -> refuse(503, PageMessages::unavailable, retryAfter, sent)));
    }

    private static <T> Uni<Optional<T>> settled(DeviceCodeLease lease, Supplier<Uni<Optional<T>>> lookUp) {
        return lookUp.get()
                .call(found -> found.isPresent() ? lease.abandoned() : lease.failed())
                .onFailure().call(lease::abandoned)
                .onCancellation().call(lease::abandoned);
    }

    private static <T> Uni<Optional<T>> refuse(int status, PageError.Words why, int retryAfter, SentForm sent) {
        return Uni.createFrom().failure(
                new PageException(PageError.of(status, why).retryAfter(retryAfter), sent.visit().at("/device")));
    }
}
