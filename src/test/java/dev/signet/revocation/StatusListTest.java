package dev.signet.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;

class StatusListTest {
    private static final int BYTES = (1 << 20) / 8;
    private final StatusList list = new StatusList(7);

    /** draft-ietf-oauth-status-list §4.1: the 16 statuses of the first example are the bytes B9 and A3. */
    @Test
    void puts_entry_0_into_the_lowest_bit_of_the_first_byte() throws DataFormatException {
        int[] statuses = { 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1 };
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] == 1) {
                list.invalidate(i);
            }
        }

        assertThat(inflated()).startsWith(0xB9, 0xA3).hasSize(BYTES);
    }

    @Test
    void is_a_few_bytes_long_while_nothing_is_revoked_and_when_everything_is() {
        assertThat(list.compressed().length).isLessThan(200);
        list.invalidateAll();
        assertThat(list.compressed().length).isLessThan(200);
    }

    @Test
    void has_another_version_after_a_change_and_the_same_when_nothing_changed() {
        long empty = list.version();
        list.invalidate(5);
        long changed = list.version();
        list.invalidate(5);

        assertThat(changed).isNotEqualTo(empty);
        assertThat(list.version()).isEqualTo(changed);
        list.invalidateAll();
        long all = list.version();
        list.invalidateAll();
        assertThat(all).isNotEqualTo(changed);
        assertThat(list.version()).isEqualTo(all);
    }

    private byte[] inflated() throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(list.compressed());
        byte[] bits = new byte[BYTES + 1];
        int length = inflater.inflate(bits);
        return Arrays.copyOf(bits, length);
    }
}
