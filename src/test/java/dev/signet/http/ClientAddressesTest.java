package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class ClientAddressesTest {
    private static final String PEER = "10.0.0.1";

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = { "192.0.2.1 > 192.0.2.1", "203.0.113.9, 192.0.2.1 > 192.0.2.1",
            "192.0.2.1, 10.0.0.7 > 192.0.2.1",
            "spoofed, 192.0.2.1, 10.0.0.7 > 192.0.2.1", "10.0.0.9, 10.0.0.8 > 10.0.0.9", "192.0.2.1:4711 > 192.0.2.1",
            "[2001:db8::1] > 2001:db8::1", "[2001:db8::1]:4711 > 2001:db8::1", "2001:db8::1 > 2001:db8::1",
            "::ffff:192.0.2.1 > 192.0.2.1",
            "192.0.2.1, ::ffff:10.0.0.7 > 192.0.2.1" })
    void is_the_right_most_hop_that_is_no_trusted_proxy(String value, String caller) {
        assertThat(xForwardedFor(value)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = { "unknown > x", "_hidden > x", "'' > x", "192.0.2.1, unknown > x", "192.0.2.1, > x",
            "192.0.2.1,, 10.0.0.7 > x",
            "localhost > x", "192.0.2.1:port > x", "[192.0.2.1] > x", "192.0.2.1.5 > x", "192.0.2.1;10.0.0.1 > x", "[::1 > x",
            "\"192.0.2.1\" > x",
            "192.0.2.1:123456 > x", "for=192.0.2.1 > x" })
    void is_the_peer_when_the_deciding_hop_does_not_read(String value, String ignored) {
        assertThat(xForwardedFor(value)).isEqualTo(PEER);
    }

    @Test
    void reads_several_header_lines_as_one_list() {
        assertThat(xForwardedFor("203.0.113.9", "192.0.2.1, 10.0.0.8", "10.0.0.7")).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = { "for=192.0.2.1 > 192.0.2.1",
            "For=\"[2001:db8::17]:4711\" > 2001:db8::17",
            "for=203.0.113.9, for=192.0.2.1;proto=https;by=10.0.0.7 > 192.0.2.1",
            "proto=https;for=192.0.2.1, for=10.0.0.7 > 192.0.2.1",
            "for=\"192.0.2.1:80\" > 192.0.2.1", "for=192.0.2.1;host=\"a,b;c\\\"d\" > 192.0.2.1",
            "for=_hidden, for=192.0.2.1 > 192.0.2.1",
            "for=\"192.0.2.\\1\" > 192.0.2.1" })
    void reads_the_forwarded_header(String value, String caller) {
        assertThat(forwarded(value)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = { "for=unknown > x", "for=_hidden > x", "proto=https > x",
            "192.0.2.1 > x", "for=192.0.2.1;for=192.0.2.2 > x",
            "for=\"192.0.2.1 > x", "for=192.0.2.1, > x", "for=192.0.2.1;; > x", "for=[::1] > x",
            "for=192.0.2.1, for=\"evil > x", "for > x", "`` > x",
            "for=192.0.2.1 by=1 > x" })
    void is_the_peer_when_the_forwarded_header_does_not_read(String value, String ignored) {
        assertThat(forwarded(value)).isEqualTo(PEER);
    }

    @Test
    void is_the_peer_when_the_forwarded_header_is_made_to_exhaust_the_parser() {
        assertThat(forwarded("for=\"" + "\\a".repeat(9_000) + "\"")).isEqualTo(PEER);
        assertThat(forwarded("for=a;".repeat(3_000))).isEqualTo(PEER);
    }

    @Test
    void is_the_peer_without_the_header() {
        assertThat(xForwardedFor()).isEqualTo(PEER);
    }

    @Test
    void refuses_to_start_with_a_range_that_does_not_read_and_names_the_key() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new ClientAddresses(config(ForwardedHeader.X_FORWARDED_FOR, "10.0.0.0/8", "proxy.local")))
                .withMessageContaining("signet.http.trusted-proxies").withMessageContaining("proxy.local");
    }

    private static String xForwardedFor(String... lines) {
        return caller(ForwardedHeader.X_FORWARDED_FOR, lines);
    }

    private static String forwarded(String... lines) {
        return caller(ForwardedHeader.FORWARDED, lines);
    }

    private static String caller(ForwardedHeader header, String... lines) {
        return new ClientAddresses(config(header, "10.0.0.0/8")).behind(ClientAddress.parse(PEER), List.of(lines)).text();
    }

    private static HttpConfig config(ForwardedHeader header, String... trusted) {
        return new HttpConfig() {
            @Override
            public Optional<List<String>> trustedProxies() {
                return Optional.of(List.of(trusted));
            }

            @Override
            public ForwardedHeader forwardedHeader() {
                return header;
            }

            @Override
            public Optional<String> clientCertificateHeader() {
                return Optional.empty();
            }

            @Override
            public Duration bodyTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration deadline() {
                return Duration.ofSeconds(1);
            }
        };
    }
}
