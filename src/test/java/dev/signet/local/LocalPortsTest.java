package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPortsTest {

    @Test
    void are_8080_and_9000_when_nobody_asks_for_others() {
        assertThat(LocalPorts.of(null)).isEqualTo(new LocalPorts(8080, 9000));
    }

    @Test
    void put_the_management_port_1000_above_the_one_asked_for() {
        assertThat(LocalPorts.of("8180")).isEqualTo(new LocalPorts(8180, 9180));
        assertThat(LocalPorts.of("64535")).isEqualTo(new LocalPorts(64_535, 65_535));
    }

    @Test
    void take_a_free_management_port_where_1000_above_is_none() {
        assertThat(LocalPorts.of("64536").management()).isBetween(1, 65_535);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "65536", "http", "80 80" })
    void refuse_what_is_no_port(String asked) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> LocalPorts.of(asked)).withMessageContaining(asked);
    }

    @Test
    void refuse_a_port_that_is_taken_and_name_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            LocalPorts ports = new LocalPorts(taken.getLocalPort(), Ports.free());

            assertThatExceptionOfType(Refusal.class).isThrownBy(ports::requireFree)
                    .withMessageContaining(" " + taken.getLocalPort() + " is taken");
        }
    }
}
