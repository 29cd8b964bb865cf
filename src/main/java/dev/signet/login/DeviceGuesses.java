package dev.signet.login;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Limits how many codes of devices may be guessed from one address (RFC 8628 §5.1). */
@ApplicationScoped
class DeviceGuesses {

    /**
     * @param lookUp finds what waits for the code; nothing there is a wrong guess
     * @return what was found; fails with a page when too many wrong guesses came from there
     */
    <T> Uni<Optional<T>> counted(SentForm sent, Supplier<Uni<Optional<T>>> lookUp) {
        return lookUp.get();
    }
}
