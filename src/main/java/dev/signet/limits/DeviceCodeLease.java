package dev.signet.limits;

import io.smallrye.mutiny.Uni;

/** A code that may be looked up. It must be settled; the first settling wins, and none ever fails. */
public final class DeviceCodeLease {
    private final Attempt attempt;

    DeviceCodeLease(Attempt attempt) {
        this.attempt = attempt;
    }

    /** There is no such code, or it is over. */
    public Uni<Void> failed() {
        return attempt.count().replaceWithVoid();
    }

    /** The code was right, or nothing was learnt about it: gives the lease back, counts nothing. */
    public Uni<Void> abandoned() {
        return attempt.giveBack();
    }
}
