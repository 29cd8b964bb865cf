package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.signet.http.ClientAddress;

class AddressPrefixTest {

    private static String prefix(String address) {
        return AddressPrefix.of(ClientAddress.parse(address));
    }

    @ParameterizedTest
    @CsvSource({
            "192.0.2.7, 192.0.99.250", "2001:db8:1:2::3, 2001:db8:1:ffff::4", "127.0.0.1, 127.250.3.9", "127.0.0.1, ::1",
            "::ffff:192.0.2.7, 192.0.2.8",
    })
    void addresses_of_one_network_share_a_prefix(String one, String other) {
        assertThat(prefix(one)).isEqualTo(prefix(other)).matches("[a-z0-9/]+");
    }

    @ParameterizedTest
    @CsvSource({ "192.0.2.7, 192.1.2.7", "2001:db8:1:2::3, 2001:db8:2:2::3", "127.0.0.1, 128.0.0.1",
            "32.1.13.184, 2001:db8::" })
    void addresses_of_two_networks_do_not(String one, String other) {
        assertThat(prefix(one)).isNotEqualTo(prefix(other));
    }

    @Test
    void names_its_width() {
        assertThat(prefix("10.1.2.3")).isEqualTo("0a01/16");
        assertThat(prefix("2001:db8:1:2::3")).isEqualTo("20010db80001/48");
    }
}
