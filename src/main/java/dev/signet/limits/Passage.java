package dev.signet.limits;

/**
 * Whether an attempt may go on.
 *
 * @param retryAfterSeconds until the window ends, when spent; else 0
 */
record Passage(Kind kind, int retryAfterSeconds) {
    static final Passage OPEN = new Passage(Kind.OPEN, 0);
    static final Passage BUSY = new Passage(Kind.BUSY, 0);
    static final Passage AWAY = new Passage(Kind.AWAY, 0);

    enum Kind {
        /** It has the lease of every limit. */
        OPEN,
        /** A limit has counted up to its threshold. */
        SPENT,
        /** Only attempts in flight are in its way. */
        BUSY,
        /** The counters can't be asked. */
        AWAY
    }

    static Passage spent(int retryAfterSeconds) {
        return new Passage(Kind.SPENT, retryAfterSeconds);
    }
}
