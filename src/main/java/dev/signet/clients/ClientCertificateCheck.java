package dev.signet.clients;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import javax.security.auth.x500.X500Principal;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.http.ClientAddress;
import io.smallrye.mutiny.Uni;

/** Whether a certificate speaks for a client (RFC 8705 §2). That the caller holds its key, the proxy has seen. */
@ApplicationScoped
class ClientCertificateCheck {
    static final String TLS = "tls_client_auth";
    static final String SELF_SIGNED = "self_signed_tls_client_auth";
    /** RFC 5280 §4.2.1.6, the choices of GeneralName. */
    private static final int RFC822_NAME = 1;
    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;
    private static final int IP_ADDRESS = 7;

    private final ClientKeys keys;
    private final Clock clock;

    ClientCertificateCheck(ClientKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Uni<Boolean> prove(X509Certificate certificate, Client client) {
        if (!isValidNow(certificate)) {
            return Uni.createFrom().item(false);
        }
        if (TLS.equals(client.tokenEndpointAuthMethod())) {
            return Uni.createFrom().item(names(certificate, client));
        }
        return SELF_SIGNED.equals(client.tokenEndpointAuthMethod())
                ? keys.of(client).map(registered -> holds(registered, certificate))
                : Uni.createFrom().item(false);
    }

    private boolean isValidNow(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** §2.1.2: the one subject that is registered. The proxy has judged the chain. */
    private static boolean names(X509Certificate certificate, Client client) {
        if (client.tlsClientAuthSubjectDn != null) {
            return isSubject(certificate, client.tlsClientAuthSubjectDn);
        }
        if (client.tlsClientAuthSanDns != null) {
            return hasName(certificate, DNS_NAME, client.tlsClientAuthSanDns::equalsIgnoreCase);
        }
        if (client.tlsClientAuthSanUri != null) {
            return hasName(certificate, URI_NAME, client.tlsClientAuthSanUri::equals);
        }
        if (client.tlsClientAuthSanIp != null) {
            Optional<InetAddress> registered = address(client.tlsClientAuthSanIp);
            return registered.isPresent()
                    && hasName(certificate, IP_ADDRESS, name -> address(name).equals(registered));
        }
        return client.tlsClientAuthSanEmail != null
                && hasName(certificate, RFC822_NAME, client.tlsClientAuthSanEmail::equals);
    }

    /** Compared as X.500 names: case, spaces and escapes of the text make no other subject. */
    private static boolean isSubject(X509Certificate certificate, String registered) {
        try {
            return certificate.getSubjectX500Principal().equals(new X500Principal(registered));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasName(X509Certificate certificate, int choice, Predicate<String> registered) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().filter(name -> name.get(0).equals(choice))
                    .anyMatch(name -> registered.test(name.get(1).toString()));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(ClientAddress.parse(literal).inetAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** §2.2.2: the very certificate, not only its key. */
    private static boolean holds(JsonWebKeySet registered, X509Certificate certificate) {
        return registered.getJsonWebKeys().stream()
                .filter(PublicJsonWebKey.class::isInstance).map(PublicJsonWebKey.class::cast)
                .anyMatch(key -> certificate.equals(key.getLeafCertificate()));
    }
}
