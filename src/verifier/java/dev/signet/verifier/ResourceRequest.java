package dev.signet.verifier;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A call of a protected resource, as far as its token is concerned.
 *
 * @param method its HTTP method
 * @param url its URL as callers know it, whatever a proxy made of it; query and fragment don't matter
 * @param authorization every {@code Authorization} header of it
 * @param dpop every {@code DPoP} header of it (RFC 9449 §4.1)
 * @param certificate {@code x5t#S256} of the TLS client's certificate (RFC 8705 §3.1); empty where it showed none
 */
public record ResourceRequest(String method, String url, List<String> authorization, List<String> dpop,
        Optional<String> certificate) {

    public ResourceRequest {
        authorization = List.copyOf(authorization);
        dpop = List.copyOf(dpop);
    }

    /** A call without a TLS client certificate. */
    public ResourceRequest(String method, String url, List<String> authorization, List<String> dpop) {
        this(method, url, authorization, dpop, Optional.empty());
    }

    /** @return the same call, made by the holder of the certificate */
    public ResourceRequest with(X509Certificate shown) {
        try {
            return new ResourceRequest(method, url, authorization, dpop, Optional.of(Sha256.of(shown.getEncoded())));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that has no DER form", e);
        }
    }

    /** @return the token and how it came */
    PresentedToken token() throws Refusal {
        if (authorization.size() > 1) {
            throw Refusal.token("There is more than one Authorization header.");
        }
        String header = authorization.isEmpty() ? "" : authorization.get(0);
        for (PresentedToken.Scheme scheme : PresentedToken.Scheme.values()) {
            String prefix = scheme.text() + " ";
            if (header.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return new PresentedToken(scheme, header.substring(prefix.length()).trim());
            }
        }
        throw Refusal.noToken();
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "ResourceRequest[" + method + " " + url + "]";
    }
}
