package dev.signet.revocation;

/**
 * One entry of a Token Status List (draft-ietf-oauth-status-list §6.1).
 *
 * @param list names the list in its URI
 * @param index {@code idx}
 */
public record StatusEntry(long list, int index) {
    /** Entries of a list: 2 to that power. */
    static final int INDEX_BITS = 20;

    /** @return the entry that {@link #packed} told of */
    public static StatusEntry of(long packed) {
        return new StatusEntry(packed >> INDEX_BITS, (int) (packed & (1 << INDEX_BITS) - 1));
    }

    /** @return both in one number, as they are stored */
    public long packed() {
        return list << INDEX_BITS | index;
    }
}
