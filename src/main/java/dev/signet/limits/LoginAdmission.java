package dev.signet.limits;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Whether a sign-in may look at the password. There is no refusal: nobody can be shut out by somebody else's guesses. */
public sealed interface LoginAdmission {

    /**
     * @param admitted takes the lease, to be settled
     * @param challengeDue a verification code is needed first
     * @param busy takes the seconds after which to try again: only attempts in flight are in the way
     */
    <R> R fold(Function<LoginLease, R> admitted, Supplier<R> challengeDue, IntFunction<R> busy);

    record Admitted(LoginLease lease) implements LoginAdmission {
        @Override
        public <R> R fold(Function<LoginLease, R> admitted, Supplier<R> challengeDue, IntFunction<R> busy) {
            return admitted.apply(lease);
        }
    }

    record ChallengeDue() implements LoginAdmission {
        @Override
        public <R> R fold(Function<LoginLease, R> admitted, Supplier<R> challengeDue, IntFunction<R> busy) {
            return challengeDue.get();
        }
    }

    record Busy(int retryAfterSeconds) implements LoginAdmission {
        @Override
        public <R> R fold(Function<LoginLease, R> admitted, Supplier<R> challengeDue, IntFunction<R> busy) {
            return busy.apply(retryAfterSeconds);
        }
    }
}
