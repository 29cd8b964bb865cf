package dev.signet.limits;

/**
 * What this replica knows of one client's failures from one address.
 *
 * @param window what Redis said when the last failure was counted
 * @param beingCounted failures on their way to Redis; each holds a place
 */
record ClientFailures(Window window, int beingCounted) {
    static final ClientFailures NONE = new ClientFailures(Window.NONE, 0);

    boolean spent(Limit limit, long now) {
        return window.spent(limit, now);
    }

    /** @return whether the failures on their way fill what the window leaves */
    boolean full(Limit limit, long now) {
        return beingCounted > 0 && beingCounted + (window.over(limit, now) ? 0 : window.counted()) >= limit.threshold();
    }

    boolean hasRoom(Limit limit, long now) {
        return !spent(limit, now) && !full(limit, now);
    }

    ClientFailures begin() {
        return new ClientFailures(window, beingCounted + 1);
    }

    /** Answers of failures that were counted together may come in any order. */
    ClientFailures counted(Window told) {
        boolean newer = told.startedAt() > window.startedAt()
                || told.startedAt() == window.startedAt() && told.counted() > window.counted();
        return new ClientFailures(newer ? told : window, beingCounted - 1);
    }

    ClientFailures notCounted() {
        return new ClientFailures(window, beingCounted - 1);
    }

    boolean forgettable(Limit limit, long now) {
        return beingCounted == 0 && window.over(limit, now);
    }
}
