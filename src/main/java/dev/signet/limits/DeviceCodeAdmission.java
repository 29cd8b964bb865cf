package dev.signet.limits;

import java.util.function.Function;
import java.util.function.IntFunction;

/** Whether a code that a person typed may be looked up (RFC 8628 §5.1). */
public sealed interface DeviceCodeAdmission {

    /**
     * @param admitted takes the lease, to be settled
     * @param refused takes the seconds until the window ends
     * @param busy takes the seconds after which to try again: attempts in flight are in the way, or nothing can be counted
     */
    <R> R fold(Function<DeviceCodeLease, R> admitted, IntFunction<R> refused, IntFunction<R> busy);

    record Admitted(DeviceCodeLease lease) implements DeviceCodeAdmission {
        @Override
        public <R> R fold(Function<DeviceCodeLease, R> admitted, IntFunction<R> refused, IntFunction<R> busy) {
            return admitted.apply(lease);
        }
    }

    record Refused(int retryAfterSeconds) implements DeviceCodeAdmission {
        @Override
        public <R> R fold(Function<DeviceCodeLease, R> admitted, IntFunction<R> refused, IntFunction<R> busy) {
            return refused.apply(retryAfterSeconds);
        }
    }

    record Busy(int retryAfterSeconds) implements DeviceCodeAdmission {
        @Override
        public <R> R fold(Function<DeviceCodeLease, R> admitted, IntFunction<R> refused, IntFunction<R> busy) {
            return busy.apply(retryAfterSeconds);
        }
    }
}
