package dev.signet.limits;

import io.smallrye.mutiny.Uni;

/** A registration that may go on. It must be settled; the first settling wins, and none ever fails. */
public final class RegistrationLease {
    private final Attempt attempt;

    RegistrationLease(Attempt attempt) {
        this.attempt = attempt;
    }

    /** It made an account or found the identifier taken (201, 409): both tell the caller something. */
    public Uni<Void> counted() {
        return attempt.count().replaceWithVoid();
    }

    /** It was malformed or failed on our side (400, 5xx): gives the lease back, counts nothing. */
    public Uni<Void> abandoned() {
        return attempt.giveBack();
    }
}
