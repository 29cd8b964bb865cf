package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.EdgeOnly;
import dev.signet.errors.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** {@link EdgeOnly} trusts 127.0.0.9 and no other. */
@QuarkusTest
@TestProfile(EdgeOnly.class)
class CallerTest {
    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(strings = { "X-Forwarded-For", "Forwarded", "X-Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP", "Fastly-Client-IP", "X-Original-Forwarded-For", "X-Forwarded-Host", "Client-IP", "Via" })
    void believes_no_header_of_an_untrusted_peer(String header) throws Exception {
        assertThat(ip("127.0.0.2", header + ": 192.0.2.1")).isEqualTo("127.0.0.2");
        assertThat(ip("127.0.0.2", header + ": for=192.0.2.1")).isEqualTo("127.0.0.2");
    }

    @Test
    void believes_a_trusted_proxy() throws Exception {
        assertThat(ip("127.0.0.9", "X-Forwarded-For: 198.51.100.7, 192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void joins_the_lines_of_a_trusted_proxy() throws Exception {
        assertThat(ip("127.0.0.9", "X-Forwarded-For: 198.51.100.7", "X-Forwarded-For: 192.0.2.1, 127.0.0.9"))
                .isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Forwarded: for=192.0.2.1", "X-Real-IP: 192.0.2.1", "True-Client-IP: 192.0.2.1",
            "X-Forwarded-For: unknown" })
    void takes_a_trusted_proxy_itself_when_it_writes_another_header_or_nothing_that_reads(String line) throws Exception {
        assertThat(ip("127.0.0.9", line)).isEqualTo("127.0.0.9");
    }

    private String ip(String peer, String... headers) throws Exception {
        return new Wire(base).from(peer).get("/api/v1/caller", headers).json().path("ip").asText();
    }
}
