package dev.signet.limits;

/**
 * A store's answer to a claim.
 *
 * @param granted whether the claim has its lease
 * @param window what was counted when it asked
 */
record Leased(boolean granted, Window window) {

    /** Refused although the window has room: then attempts in flight are in the way, and they may yet go well. */
    Passage under(Limit limit, long now) {
        if (granted) {
            return Passage.OPEN;
        }
        return window.spent(limit, now) ? Passage.spent(window.retryAfterSeconds(limit, now)) : Passage.BUSY;
    }
}
