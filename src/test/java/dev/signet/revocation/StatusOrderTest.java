package dev.signet.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StatusOrderTest {
    private static final int ENTRIES = 1 << StatusEntry.INDEX_BITS;
    private final StatusOrder order = new StatusOrder(new byte[] { 1, 2, 3 });

    @Test
    void hands_out_every_entry_once() {
        BitSet seen = new BitSet(ENTRIES);
        IntStream.range(0, ENTRIES).map(order::index).forEach(seen::set);

        assertThat(seen.cardinality()).isEqualTo(ENTRIES);
        assertThat(seen.length()).isEqualTo(ENTRIES);
    }

    @Test
    void puts_a_block_all_over_the_list() {
        int[] block = IntStream.range(0, StatusBlock.UNIT).map(order::index).sorted().toArray();

        assertThat(block[0]).isLessThan(ENTRIES / 4);
        assertThat(block[block.length - 1]).isGreaterThan(ENTRIES / 4 * 3);
        assertThat(IntStream.range(1, block.length).filter(i -> block[i] == block[i - 1] + 1).count()).isLessThan(3);
    }

    @Test
    void is_the_same_for_everybody_who_has_the_seed_and_another_for_another() {
        assertThat(first(new StatusOrder(new byte[] { 1, 2, 3 }))).isEqualTo(first(order));
        assertThat(first(new StatusOrder(new byte[] { 1, 2, 4 }))).isNotEqualTo(first(order));
    }

    private static String first(StatusOrder order) {
        return Arrays.toString(IntStream.range(0, 20).map(order::index).toArray());
    }
}
