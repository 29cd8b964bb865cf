package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.http.ClientAddress;
import dev.signet.sealing.KeyEncryption;

class SubjectsTest {
    private final Subjects subjects = new Subjects(data -> new byte[] { (byte) data.length, -1, -2, -3 });

    @ParameterizedTest
    @CsvSource({
            "192.0.2.7, 192.0.2.7",
            "::ffff:192.0.2.7, 192.0.2.7",
            "::ffff:c000:207, 192.0.2.7",
            "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
            "2001:db8:1:2::, 2001:db8:1:2::/64",
            "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
            "2001:db8:1:3::1, 2001:db8:1:3::/64",
            "::1, ::/64" })
    void is_an_ipv4_address_or_the_network_of_an_ipv6_address(String address, String subject) {
        assertThat(subjects.of(ClientAddress.parse(address))).isEqualTo(subject);
    }

    @Test
    void writes_a_mac_without_what_would_need_escaping() {
        assertThat(subjects.ofAccount("alice")).isEqualTo("Bf_-_Q");
    }

    @Test
    void is_one_account_for_one_identifier() {
        Subjects keyed = new Subjects(
                data -> new KeyEncryption("c2l4dGVlbi1ieXRlcy1vci1zby0tdHdpY2UtLWhlcmU=").mac("limits", data));
        assertThat(keyed.ofAccount("alice")).isEqualTo(keyed.ofAccount("alice")).hasSize(43)
                .isNotEqualTo(keyed.ofAccount("alicf")).isNotEqualTo(keyed.ofAccount(""));
    }
}
