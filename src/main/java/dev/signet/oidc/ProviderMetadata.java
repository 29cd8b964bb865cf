package dev.signet.oidc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.tokens.Issuer;
import dev.signet.users.StandardClaims;

/** What this issuer can do (RFC 8414 §2, OpenID Connect Discovery 1.0 §3): only what is true. */
final class ProviderMetadata {
    private static final List<String> SIGNATURES = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final List<String> SIGNATURES_AND_MAC = List.of("RS256", "PS256", "ES256", "EdDSA", "HS256");
    private static final List<String> CONFIDENTIAL = List.of("client_secret_basic", "client_secret_post", "client_secret_jwt",
            "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Issuer issuer;

    private ProviderMetadata(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * @param registers whether clients may register themselves
     * @param ownMethods how clients authenticate beside the registered ways
     * @return the members by name, in the order of the RFCs
     */
    static Map<String, Object> of(Issuer issuer, boolean registers, List<String> ownMethods) {
        ProviderMetadata metadata = new ProviderMetadata(issuer);
        metadata.server();
        if (registers) {
            metadata.endpoint("registration_endpoint", "/oauth2/register");
        }
        metadata.authorization();
        metadata.tokens();
        metadata.clients(ownMethods);
        metadata.people();
        metadata.signingOut();
        return metadata.members;
    }

    /** RFC 8414 §2. */
    private void server() {
        members.put("issuer", issuer.url());
        endpoint("authorization_endpoint", "/oauth2/authorize");
        endpoint("pushed_authorization_request_endpoint", "/oauth2/par");
        endpoint("token_endpoint", "/oauth2/token");
        endpoint("userinfo_endpoint", "/oauth2/userinfo");
        endpoint("jwks_uri", "/.well-known/jwks.json");
        endpoint("revocation_endpoint", "/oauth2/revoke");
        endpoint("introspection_endpoint", "/oauth2/introspect");
        endpoint("device_authorization_endpoint", "/oauth2/device_authorization");
        endpoint("end_session_endpoint", "/oauth2/logout");
    }

    private void endpoint(String name, String path) {
        members.put(name, issuer.resolve(path));
    }

    private void authorization() {
        members.put("scopes_supported", List.of("openid", "profile", "email", "phone", "address", "offline_access"));
        members.put("response_types_supported", List.of("code"));
        members.put("response_modes_supported", List.of("query", "form_post"));
        members.put("code_challenge_methods_supported", List.of("S256"));
        members.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        members.put("authorization_response_iss_parameter_supported", true);
        members.put("claims_parameter_supported", true);
        members.put("request_parameter_supported", false);
        members.put("request_uri_parameter_supported", false);
        members.put("require_pushed_authorization_requests", false);
        members.put("acr_values_supported", List.of("urn:signet:acr:password"));
        members.put("ui_locales_supported", List.of("en", "zh-CN"));
    }

    private void tokens() {
        members.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange"));
        members.put("id_token_signing_alg_values_supported", SIGNATURES_AND_MAC);
        members.put("userinfo_signing_alg_values_supported", SIGNATURES_AND_MAC);
        members.put("introspection_signing_alg_values_supported", SIGNATURES_AND_MAC);
        members.put("dpop_signing_alg_values_supported", SIGNATURES);
        members.put("tls_client_certificate_bound_access_tokens", true);
    }

    private void clients(List<String> ownMethods) {
        List<String> confidential = new ArrayList<>(CONFIDENTIAL);
        confidential.addAll(ownMethods);
        List<String> orNone = new ArrayList<>(confidential);
        orNone.add("none");
        authentication("token_endpoint", orNone);
        authentication("revocation_endpoint", orNone);
        authentication("introspection_endpoint", confidential);
    }

    private void authentication(String endpoint, List<String> methods) {
        members.put(endpoint + "_auth_methods_supported", methods);
        members.put(endpoint + "_auth_signing_alg_values_supported", SIGNATURES_AND_MAC);
    }

    private void people() {
        members.put("subject_types_supported", List.of("public", "pairwise"));
        members.put("claim_types_supported", List.of("normal"));
        List<String> claims = new ArrayList<>(
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid"));
        claims.addAll(StandardClaims.all().stream().sorted().toList());
        members.put("claims_supported", claims);
    }

    private void signingOut() {
        members.put("backchannel_logout_supported", true);
        members.put("backchannel_logout_session_supported", true);
    }
}
