package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({ "192.0.2.1,192.0.2.1", "::ffff:192.0.2.1,192.0.2.1", "::FFFF:C000:0201,192.0.2.1",
            "2001:DB8:0:0:0:0:0:1,2001:db8::1",
            "fe80::1%eth0,fe80::1", "::1,::1", "127.0.0.1,127.0.0.1" })
    void has_one_text_for_one_host(String literal, String text) {
        assertThat(ClientAddress.parse(literal).text()).isEqualTo(text);
    }

    @Test
    void is_equal_to_its_mapped_form() throws Exception {
        ClientAddress plain = ClientAddress.parse("192.0.2.1");

        assertThat(ClientAddress.parse("::ffff:192.0.2.1")).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(ClientAddress.of(InetAddress.getByName("192.0.2.1"))).isEqualTo(plain);
        assertThat(ClientAddress.parse("192.0.2.2")).isNotEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "localhost", "example.com", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4:80", "[::1]", "12345",
            "0x7f000001",
            "1.2.3.4 ", "::1::", "unknown", "_hidden", "g::1", "1.2.3.-4" })
    void refuses_what_is_no_address_and_asks_no_name_server(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientAddress.parse(text));
    }
}
