package dev.signet.limits;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Whether a registration may go on. */
public sealed interface RegistrationAdmission {

    /**
     * @param admitted takes the lease, to be settled
     * @param refused takes the seconds until the window ends
     * @param challengeDue a verification code is needed first: the counters are away, or an operator chose it as the action
     * @param busy takes the seconds after which to try again: only attempts in flight are in the way
     */
    <R> R fold(Function<RegistrationLease, R> admitted, IntFunction<R> refused, Supplier<R> challengeDue, IntFunction<R> busy);

    record Admitted(RegistrationLease lease) implements RegistrationAdmission {
        @Override
        public <R> R fold(Function<RegistrationLease, R> admitted, IntFunction<R> refused, Supplier<R> challengeDue,
                IntFunction<R> busy) {
            return admitted.apply(lease);
        }
    }

    record Refused(int retryAfterSeconds) implements RegistrationAdmission {
        @Override
        public <R> R fold(Function<RegistrationLease, R> admitted, IntFunction<R> refused, Supplier<R> challengeDue,
                IntFunction<R> busy) {
            return refused.apply(retryAfterSeconds);
        }
    }

    record ChallengeDue() implements RegistrationAdmission {
        @Override
        public <R> R fold(Function<RegistrationLease, R> admitted, IntFunction<R> refused, Supplier<R> challengeDue,
                IntFunction<R> busy) {
            return challengeDue.get();
        }
    }

    record Busy(int retryAfterSeconds) implements RegistrationAdmission {
        @Override
        public <R> R fold(Function<RegistrationLease, R> admitted, IntFunction<R> refused, Supplier<R> challengeDue,
                IntFunction<R> busy) {
            return busy.apply(retryAfterSeconds);
        }
    }
}
