package dev.signet.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

import dev.signet.stores.Sha256;

/**
 * The order in which a list's entries are handed out: a permutation of all of them that the list's seed decides, so that
 * neighbours in a list have nothing to do with each other (draft-ietf-oauth-status-list §12.5). A Feistel network of four
 * rounds over the two halves of an index.
 */
final class StatusOrder {
    private static final int HALF_BITS = StatusEntry.INDEX_BITS / 2;
    private static final int HALF = 1 << HALF_BITS;
    private static final int ROUNDS = 4;
    private static final int A_HASH = 32 / Short.BYTES;

    private final short[][] rounds = new short[ROUNDS][HALF];

    /** @param seed random bytes, the same for everybody who hands out entries of the list */
    StatusOrder(byte[] seed) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int from = 0; from < HALF; from += A_HASH) {
                ByteBuffer hash = ByteBuffer.wrap(Sha256.of(input(seed, round, from)));
                for (int i = 0; i < A_HASH; i++) {
                    rounds[round][from + i] = (short) (hash.getShort() & HALF - 1);
                }
            }
        }
    }

    private static byte[] input(byte[] seed, int round, int from) {
        byte[] label = "status-list".getBytes(US_ASCII);
        return ByteBuffer.allocate(label.length + seed.length + 2 * Integer.BYTES).put(label).put(seed).putInt(round)
                .putInt(from).array();
    }

    /** @return the index of the entry that is handed out as the n-th, from 0 */
    int index(int n) {
        int left = n >> HALF_BITS;
        int right = n & HALF - 1;
        for (short[] round : rounds) {
            int mixed = left ^ round[right];
            left = right;
            right = mixed;
        }
        return left << HALF_BITS | right;
    }
}
