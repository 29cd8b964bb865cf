package dev.signet.limits;

import io.smallrye.mutiny.Uni;

/**
 * A sign-in that may look at the password. It must be settled, also when its deadline passes or its client hangs up; the
 * first settling wins, and none of them ever fails.
 */
public final class LoginLease {
    private final Attempt attempt;

    LoginLease(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Counts a failure. @return whether the next attempt needs a challenge */
    public Uni<Boolean> failed() {
        return attempt.count();
    }

    /** Clears the count of the identifier that signed in, never that of the address. */
    public Uni<Void> succeeded() {
        return attempt.forgiveAccount();
    }

    /** Nothing was learnt about the password: gives the leases back, counts nothing. */
    public Uni<Void> abandoned() {
        return attempt.giveBack();
    }
}
