package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The bits of a list, by the vectors of draft-ietf-oauth-status-list §4.1 and Appendix C. */
class StatusListTokenTest {
    /** Appendix C.1: 2^20 entries of one bit. */
    private static final String MILLION = "eNrt3AENwCAMAEGogklACtKQPg9LugC9k_ACvreiogEAAKkeCQAAAAAAAAAAAAAAAAAAAIBylgQAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAXG9IAAAAAAAAAPwsJAAAAAAAAAAAAAAAvhsSAAAAAAAAAAAA7KpLAAAAAAAAAAAAAAAAAAAA"
            + "AJsLCQAAAAAAAAAAADjelAAAAAAAAAAAKjDMAQAAAACAZC8L2AEb";

    @Test
    void section_4_1_one_bit() throws Refusal {
        assertThat(statuses(1, "eNrbuRgAAhcBXQ")).containsExactly(1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1);
    }

    @Test
    void section_4_1_two_bits() throws Refusal {
        assertThat(statuses(2, "eNo76fITAAPfAgc")).containsExactly(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3);
    }

    @Test
    void appendix_c_a_million_entries() throws Refusal {
        StatusListToken list = list(1, MILLION);
        List<Long> invalid = new ArrayList<>();
        for (long idx = 0; idx < 1 << 20; idx++) {
            if (list.at(idx) != 0) {
                invalid.add(idx);
            }
        }

        assertThat(invalid).containsExactly(0L, 1993L, 25460L, 159495L, 495669L, 554353L, 645645L, 723232L, 854545L, 934534L,
                1000345L);
    }

    @Test
    void four_and_eight_bits() throws Refusal {
        String lst = StubList.deflated(new byte[] { (byte) 0xA5, (byte) 0xFF });

        assertThat(statuses(4, lst)).containsExactly(5, 10, 15, 15);
        assertThat(statuses(8, lst)).containsExactly(0xA5, 0xFF);
    }

    @Test
    void refuses_an_index_outside() throws Refusal {
        StatusListToken list = list(1, "eNrbuRgAAhcBXQ");

        assertThat(list.at(15)).isEqualTo(1);
        for (long idx : new long[] { 16, 1L << 31, 1L << 40, Long.MAX_VALUE }) {
            assertThatThrownBy(() -> list.at(idx)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void refuses_what_does_not_inflate() {
        String good = "eNrbuRgAAhcBXQ";
        for (String lst : List.of("", "AAAA", "eNrb", good.substring(0, 10), good + "AA", "!", "2y7IGAAA")) {
            assertThatThrownBy(() -> StatusListToken.inflate(lst)).as(lst).isInstanceOf(Refusal.class);
        }
    }

    /** 17 MiB of zeros are 17 KiB of zlib. */
    @Test
    void refuses_a_bomb() {
        String bomb = StubList.deflated(new byte[17 * 1024 * 1024]);

        assertThat(bomb.length()).isLessThan(32 * 1024);
        assertThatThrownBy(() -> StatusListToken.inflate(bomb)).isInstanceOf(Refusal.class);
    }

    private static List<Integer> statuses(int bits, String lst) throws Refusal {
        StatusListToken list = list(bits, lst);
        List<Integer> statuses = new ArrayList<>();
        for (int idx = 0; idx < list.size(); idx++) {
            statuses.add(list.at(idx));
        }
        return statuses;
    }

    private static StatusListToken list(int bits, String lst) throws Refusal {
        return new StatusListToken(bits, StatusListToken.inflate(lst), Instant.MAX, Duration.ofSeconds(30));
    }
}
