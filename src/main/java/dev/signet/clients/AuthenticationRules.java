package dev.signet.clients;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a client's way to prove who it is asks of its metadata (OpenID Connect Core 1.0 §9, RFC 8705 §2). */
final class AuthenticationRules {
    private static final Set<String> METHODS = Set.of(Client.NONE, "client_secret_basic", "client_secret_post",
            "client_secret_jwt", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth", Client.WORKLOAD);
    private static final Set<String> KEY_METHODS = Set.of("private_key_jwt", "self_signed_tls_client_auth");
    /** What an assertion may be signed with, by the method that takes one. */
    private static final Map<String, Set<String>> ASSERTION_ALGS = Map.of(
            "private_key_jwt", Set.of("RS256", "PS256", "ES256", "EdDSA"), "client_secret_jwt", Set.of("HS256"));
    private static final int LONGEST = 500;
    private static final int MOST_SUBJECTS = 20;

    private AuthenticationRules() {
    }

    static void judge(ClientMetadata m, Findings findings) {
        String method = m.tokenEndpointAuthMethod();
        findings.oneOf("token_endpoint_auth_method", method, METHODS);
        String alg = m.tokenEndpointAuthSigningAlg();
        findings.unless(alg == null || ASSERTION_ALGS.getOrDefault(method, Set.of()).contains(alg),
                "token_endpoint_auth_signing_alg", "invalid",
                "This must fit the method: RS256, PS256, ES256 or EdDSA for private_key_jwt, HS256 for client_secret_jwt, none for others.");
        keys(m, findings, KEY_METHODS.contains(method));
        certificate(m, findings, "tls_client_auth".equals(method));
        workload(m, findings, Client.WORKLOAD.equals(method));
    }

    private static void keys(ClientMetadata m, Findings findings, boolean needed) {
        findings.unless(m.jwks() == null || m.jwksUri() == null, "jwks_uri", "invalid",
                "A client has jwks or jwks_uri, never both (RFC 7591 §2).");
        findings.unless(!needed || m.jwks() != null || m.jwksUri() != null, "jwks", "required",
                "The authentication method needs jwks or jwks_uri.");
        findings.unless(m.jwksUri() == null || UriRules.isWeb(m.jwksUri()), "jwks_uri", "uri",
                "This must be an https URL without a fragment; http is for a loopback host only.");
        findings.unless(m.jwks() == null || JwksByValue.arePublic(m.jwks()), "jwks", "invalid",
                "This must be a JWK Set of 1 to 20 public RSA, EC or OKP keys, RSA of 2048 bits at least.");
    }

    /** RFC 8705 §2.1.2: exactly one of the five says what the certificate must hold. */
    private static void certificate(ClientMetadata m, Findings findings, boolean needed) {
        findings.text("tls_client_auth_subject_dn", m.tlsClientAuthSubjectDn(), LONGEST);
        findings.text("tls_client_auth_san_dns", m.tlsClientAuthSanDns(), LONGEST);
        findings.text("tls_client_auth_san_uri", m.tlsClientAuthSanUri(), LONGEST);
        findings.text("tls_client_auth_san_ip", m.tlsClientAuthSanIp(), LONGEST);
        findings.text("tls_client_auth_san_email", m.tlsClientAuthSanEmail(), LONGEST);
        long given = Stream.of(m.tlsClientAuthSubjectDn(), m.tlsClientAuthSanDns(), m.tlsClientAuthSanUri(),
                m.tlsClientAuthSanIp(), m.tlsClientAuthSanEmail()).filter(Objects::nonNull).count();
        findings.unless(given == (needed ? 1 : 0), "tls_client_auth_subject_dn", needed ? "required" : "invalid",
                "tls_client_auth takes exactly one of the five tls_client_auth_ members, any other method none.");
    }

    private static void workload(ClientMetadata m, Findings findings, boolean needed) {
        findings.each("workload_subjects", m.workloadSubjects(), MOST_SUBJECTS, s -> WorkloadPattern.read(s).isPresent(),
                "Each must be " + WorkloadPattern.RULE + ".");
        findings.unless(needed != m.workloadSubjects().isEmpty(), "workload_subjects", needed ? "required" : "invalid",
                Client.WORKLOAD + " takes one at least, any other method none.");
        boolean bound = m.dpopBoundAccessTokens() || m.tlsClientCertificateBoundAccessTokens();
        findings.unless(!needed || !m.requirePushedAuthorizationRequests() || !bound, "token_endpoint_auth_method", "invalid",
                "A client of the FAPI 2.0 Security Profile has a key or a certificate of its own (§5.3.2.1).");
    }
}
