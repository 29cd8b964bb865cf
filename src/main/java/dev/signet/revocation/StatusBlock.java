package dev.signet.revocation;

import java.time.Instant;

/**
 * Entries of a list that one replica hands out, to one client or to sign-ins.
 *
 * @param firstUnit of {@link #UNIT} entries each, in the list's order
 * @param closesAt when the list is closed, by this replica's clock: nothing is handed out of it afterwards
 */
record StatusBlock(long list, StatusOrder order, int firstUnit, int units, Instant closesAt) {
    static final int UNIT = 64;
    /** In one list. */
    static final int UNITS = (1 << StatusEntry.INDEX_BITS) / UNIT;

    int size() {
        return units * UNIT;
    }

    /** @return the n-th entry of the block, from 0 */
    StatusEntry entry(int n) {
        return new StatusEntry(list, order.index(firstUnit * UNIT + n));
    }
}
