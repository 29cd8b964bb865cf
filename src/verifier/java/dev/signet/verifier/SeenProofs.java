package dev.signet.verifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The proofs that were shown to this process (RFC 9449 §11.1): a proof serves once here, and once at each other process of the
 * same resource server. Where that is too often, calls of one client have to reach one process.
 */
final class SeenProofs {
    /** Twice the window: a proof may be of the future, and is remembered until it is of the past. */
    private static final Duration REMEMBERED = DpopProof.WINDOW.multipliedBy(2);

    private final Map<String, Instant> forgottenAt = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    SeenProofs(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /**
     * @param proof a good one
     * @return whether it was never shown before; fails when too many were shown to remember another
     */
    boolean first(DpopProof proof) throws Undecided {
        if (forgottenAt.size() >= most) {
            sweep();
            if (forgottenAt.size() >= most) {
                throw new Undecided("room to remember another DPoP proof", Optional.empty());
            }
        }
        return forgottenAt.putIfAbsent(proof.mark(), proof.issuedAt().plus(REMEMBERED)) == null;
    }

    /** Forgets the proofs that are too old to be taken anyway. */
    void sweep() {
        Instant now = clock.instant();
        forgottenAt.values().removeIf(now::isAfter);
    }
}
