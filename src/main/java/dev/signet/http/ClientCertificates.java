package dev.signet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.RoutingContext;

/**
 * The certificate of the caller's TLS connection, which ends at the proxy (RFC 8705 §6.5). Only a trusted proxy is
 * believed; of anybody else the header is as if it were not there. What can't be read is no certificate.
 */
@Singleton
public class ClientCertificates {
    private static final int LONGEST = 16_384;
    /** RFC 9440 §2.1: a Byte Sequence of RFC 8941. */
    private static final Pattern BYTE_SEQUENCE = Pattern.compile(":(?<der>[A-Za-z0-9+/]+={0,2}):");
    private static final Pattern PEM = Pattern
            .compile("-----BEGIN CERTIFICATE-----(?<der>[A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private final Optional<String> header;
    private final ClientAddresses addresses;

    ClientCertificates(HttpConfig config, ClientAddresses addresses) {
        this.header = config.clientCertificateHeader();
        this.addresses = addresses;
        if (header.isPresent() && addresses.trustsNobody()) {
            throw new ConfigurationException("signet.http.client-certificate-header is set and signet.http.trusted-proxies"
                    + " is not: nobody would be believed.");
        }
    }

    /** Makes the bean at start, so that a setting without effect refuses the start. */
    void start(@Observes StartupEvent event) {
    }

    /** @return the certificate whose key the caller proved to the proxy; nothing of it was judged here */
    public Optional<X509Certificate> current(RoutingContext call) {
        if (header.isEmpty() || !addresses.fromTrustedProxy(call)) {
            return Optional.empty();
        }
        List<String> lines = call.request().headers().getAll(header.get());
        return lines.size() == 1 ? read(lines.get(0)) : Optional.empty();
    }

    static Optional<X509Certificate> read(String value) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher sequence = BYTE_SEQUENCE.matcher(text);
        return sequence.matches() ? decode(sequence.group("der"))
                : UrlDecoding.decode(text).map(PEM::matcher).filter(Matcher::matches)
                        .flatMap(pem -> decode(pem.group("der").replaceAll("\\s", "")));
    }

    private static Optional<X509Certificate> decode(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64.getBytes(US_ASCII));
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)));
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }
}
