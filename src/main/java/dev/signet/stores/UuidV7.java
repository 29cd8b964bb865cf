package dev.signet.stores;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Row ids that sort by the time they were made (RFC 9562 §5.7). */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;

    private UuidV7() {
    }

    /**
     * @param at the time the id carries, in milliseconds of the epoch
     * @return an id with 74 random bits
     */
    public static UUID at(Instant at) {
        long high = at.toEpochMilli() << 16 | VERSION | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }
}
