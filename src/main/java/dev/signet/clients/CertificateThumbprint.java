package dev.signet.clients;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

import dev.signet.stores.Sha256;

/** {@code x5t#S256} (RFC 8705 §3.1). */
public final class CertificateThumbprint {

    private CertificateThumbprint() {
    }

    /** @return base64url of the SHA-256 of the certificate's DER */
    public static String of(X509Certificate certificate) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has its encoding", e);
        }
    }
}
