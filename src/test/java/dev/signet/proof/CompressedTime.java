package dev.signet.proof;

import java.time.Duration;

/** Time as the proof of the rotation has it: so many times faster than the defaults. */
final class CompressedTime {
    static final int FACTOR = 150;
    /** {@code signet.keys.publish-ahead}, 2 h by default. */
    static final Duration PUBLISH_AHEAD = of(Duration.ofHours(2));

    private CompressedTime() {
    }

    static Duration of(Duration usual) {
        return usual.dividedBy(FACTOR);
    }
}
