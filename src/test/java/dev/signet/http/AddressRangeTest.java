package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({ "10.0.0.0/8,10.255.0.1", "10.1.2.3/8,10.9.9.9", "192.0.2.1,192.0.2.1", "192.0.2.128/25,192.0.2.200",
            "0.0.0.0/0,198.51.100.1",
            "2001:db8::/32,2001:db8:ffff::1", "::1,::1", "::/0,2001:db8::1", "::ffff:10.0.0.0/104,10.1.1.1",
            "10.0.0.0/8,::ffff:10.1.1.1",
            "10.0.0.0/31,10.0.0.1", " 10.0.0.1 ,10.0.0.1" })
    void holds(String range, String address) {
        assertThat(AddressRange.read(range).orElseThrow().holds(ClientAddress.parse(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "10.0.0.0/8,11.0.0.1", "192.0.2.1,192.0.2.2", "192.0.2.128/25,192.0.2.127", "0.0.0.0/0,2001:db8::1",
            "::/0,192.0.2.1",
            "2001:db8::/32,2001:db9::1", "10.0.0.0/31,10.0.0.2", "0.0.0.0,10.0.0.0" })
    void does_not_hold(String range, String address) {
        assertThat(AddressRange.read(range).orElseThrow().holds(ClientAddress.parse(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129",
            "::ffff:10.0.0.0/95", "proxy",
            "10.0.0.0/x", "10.0.0/8", "10.0.0.0 /8" })
    void is_nothing_else(String text) {
        assertThat(AddressRange.read(text)).isEmpty();
    }
}
