package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.testing.Certificates;

class ClientCertificatesTest {
    private static final X509Certificate ONE = Certificates.make("CN=one");

    @Test
    void reads_a_byte_sequence_of_rfc_9440() {
        assertThat(ClientCertificates.read(":" + base64() + ":")).contains(ONE);
    }

    @Test
    void reads_url_encoded_pem() {
        String pem = "-----BEGIN CERTIFICATE-----\n" + base64() + "\n-----END CERTIFICATE-----\n";

        assertThat(ClientCertificates.read(URLEncoder.encode(pem, StandardCharsets.US_ASCII).replace("+", "%20")))
                .contains(ONE);
        assertThat(ClientCertificates.read("-----BEGIN%20CERTIFICATE-----%0A" + base64() + "%0A-----END%20CERTIFICATE-----"))
                .as("nginx leaves the plus as it is").contains(ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ":", "::", ":AAAA:", ":A:", "AAAA", "%", "%FF", "(null)", ":AAAA", ":AA AA:",
            "-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----" })
    void reads_nothing_else(String value) {
        assertThat(ClientCertificates.read(value)).isEmpty();
    }

    @Test
    void reads_no_more_than_a_header_may_hold() {
        assertThat(ClientCertificates.read(":" + "A".repeat(20_000) + ":")).isEmpty();
    }

    private static String base64() {
        try {
            return Base64.getEncoder().encodeToString(ONE.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
