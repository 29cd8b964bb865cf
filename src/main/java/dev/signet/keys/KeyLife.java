package dev.signet.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * A signing key's life, and nothing of the key itself. Times are the database's.
 *
 * @param createdAt since when it is published
 * @param activeFrom since when it signs; of a NEXT key: when it will, where somebody asked for that
 * @param retiredAt since when it signs no more; of an ACTIVE key: when it will stop because no client uses its algorithm
 * @param expiresAt when it is gone, of a RETIRED key
 */
public record KeyLife(String kid, String alg, KeyState state, Instant createdAt, Optional<Instant> activeFrom,
        Optional<Instant> retiredAt, Optional<Instant> expiresAt) {

    /** @return whether it was published before it signed: the first key of an algorithm was not */
    boolean wasPromoted() {
        return state == KeyState.ACTIVE && activeFrom.filter(createdAt::isBefore).isPresent();
    }
}
