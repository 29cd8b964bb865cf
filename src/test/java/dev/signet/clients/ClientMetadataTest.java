package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.signet.errors.FieldError;
import dev.signet.errors.StrictJson;

/** The rules of a client's metadata that are not about redirect URIs; those are tried over HTTP. */
class ClientMetadataTest {
    private static final ObjectMapper JSON = StrictJson.of(new ObjectMapper());
    private static final String WEB = "'redirect_uris': ['https://example.com/cb']";
    private static final String EC = "{'kty': 'EC', 'crv': 'P-256', 'x': 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', 'y': 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'%s}";
    private static final String KEYS = "'jwks': {'keys': [" + EC.formatted("") + "]}";

    @Test
    void has_the_defaults_of_the_registration_specs() throws JsonProcessingException {
        ClientMetadata metadata = read(WEB);

        assertThat(metadata.violations("c")).isEmpty();
        assertThat(metadata.tokenEndpointAuthMethod()).isEqualTo("client_secret_basic");
        assertThat(metadata.grantTypes()).containsExactly("authorization_code");
        assertThat(metadata.responseTypes()).containsExactly("code");
        assertThat(metadata.idTokenSignedResponseAlg()).isEqualTo("RS256");
        assertThat(metadata.accessTokenTyp()).isEqualTo("at+jwt");
        assertThat(metadata.requirePkce()).isTrue();
        assertThat(read("'redirect_uris': null, 'grant_types': null").grantTypes()).containsExactly("authorization_code");
    }

    @Test
    void knows_no_implicit_and_no_password_grant() {
        for (String grant : new String[] { "implicit", "password", "", "urn:x" }) {
            refuses(WEB + ", 'grant_types': ['" + grant + "']", "grant_types");
        }
        refuses(WEB + ", 'grant_types': [null]", "grant_types");
        refuses(WEB + ", 'grant_types': ['refresh_token', 'refresh_token']", "grant_types");
        refuses(WEB + ", 'response_types': ['code', 'token']", "response_types");
        refuses(WEB + ", 'response_types': []", "response_types");
        refuses("'grant_types': ['client_credentials'], 'response_types': ['code']", "response_types");
    }

    @Test
    void knows_no_unsigned_token() {
        for (String member : List.of("id_token_signed_response_alg", "userinfo_signed_response_alg",
                "introspection_signed_response_alg", "access_token_signed_response_alg")) {
            refuses(WEB + ", '" + member + "': 'none'", member);
            refuses(WEB + ", '" + member + "': 'RS1'", member);
        }
        refuses(WEB + ", 'access_token_typ': 'jwt'", "access_token_typ");
        refuses(WEB + ", 'token_endpoint_auth_method': 'none', 'userinfo_signed_response_alg': 'HS256'",
                "userinfo_signed_response_alg");
    }

    @Test
    void asks_for_keys_where_the_method_needs_them_and_takes_public_ones_only() {
        accepts(WEB + ", 'token_endpoint_auth_method': 'private_key_jwt', " + KEYS);
        accepts(WEB + ", 'token_endpoint_auth_method': 'private_key_jwt', 'jwks_uri': 'https://example.com/jwks'");
        refuses(WEB + ", 'token_endpoint_auth_method': 'private_key_jwt'", "jwks");
        refuses(WEB + ", 'token_endpoint_auth_method': 'self_signed_tls_client_auth'", "jwks");
        refuses(WEB + ", 'jwks_uri': 'https://example.com/jwks', " + KEYS, "jwks_uri");
        refuses(WEB + ", 'jwks_uri': 'http://example.com/jwks'", "jwks_uri");
        for (String key : new String[] { EC.formatted(", 'd': 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'"),
                "{'kty': 'oct', 'k': 'AyM1SysPpbyDfgZld3umj1qzKObwVMko'}", "{'kty': 'RSA', 'n': 'AQAB', 'e': 'AQAB'}", "{}",
                "7",
                "{'kty': 'EC', 'crv': 'P-256', 'x': 1, 'y': 2}" }) {
            refuses(WEB + ", 'jwks': {'keys': [" + key + "]}", "jwks");
        }
        refuses(WEB + ", 'jwks': {'keys': []}", "jwks");
        refuses(WEB + ", 'jwks': 'x'", "jwks");
    }

    @Test
    void asks_for_service_accounts_where_the_client_is_a_workload_and_takes_none_elsewhere() {
        String workload = WEB + ", 'token_endpoint_auth_method': 'urn:signet:auth-method:workload'";
        String subjects = ", 'workload_subjects': ['prod:system:serviceaccount:shop:orders']";
        accepts(workload + subjects);
        accepts(workload + subjects + ", 'dpop_bound_access_tokens': true");
        refuses(workload, "workload_subjects");
        refuses(workload + ", 'workload_subjects': []", "workload_subjects");
        refuses(workload + ", 'workload_subjects': [null]", "workload_subjects");
        refuses(workload + ", 'workload_subjects': ['prod:system:serviceaccount:*:default']", "workload_subjects");
        refuses(workload + subjects.replace("]", ", 'prod:system:serviceaccount:shop:orders']"), "workload_subjects");
        refuses(WEB + subjects, "workload_subjects");
        refuses(workload + subjects + ", 'token_endpoint_auth_signing_alg': 'RS256'", "token_endpoint_auth_signing_alg");
        refuses(workload + subjects + ", 'dpop_bound_access_tokens': true, 'require_pushed_authorization_requests': true",
                "token_endpoint_auth_method");
    }

    @Test
    void fits_the_algorithm_of_assertions_to_the_method() {
        accepts(WEB + ", 'token_endpoint_auth_method': 'client_secret_jwt', 'token_endpoint_auth_signing_alg': 'HS256'");
        refuses(WEB + ", 'token_endpoint_auth_method': 'client_secret_jwt', 'token_endpoint_auth_signing_alg': 'RS256'",
                "token_endpoint_auth_signing_alg");
        refuses(WEB + ", 'token_endpoint_auth_method': 'private_key_jwt', 'token_endpoint_auth_signing_alg': 'none', " + KEYS,
                "token_endpoint_auth_signing_alg");
        refuses(WEB + ", 'token_endpoint_auth_signing_alg': 'HS256'", "token_endpoint_auth_signing_alg");
    }

    @Test
    void names_a_certificate_in_exactly_one_way() {
        String tls = WEB + ", 'token_endpoint_auth_method': 'tls_client_auth'";
        accepts(tls + ", 'tls_client_auth_san_dns': 'c.example.com'");
        refuses(tls, "tls_client_auth_subject_dn");
        refuses(tls + ", 'tls_client_auth_san_dns': 'c', 'tls_client_auth_san_ip': '192.0.2.1'", "tls_client_auth_subject_dn");
        refuses(WEB + ", 'tls_client_auth_san_dns': 'c'", "tls_client_auth_subject_dn");
    }

    @Test
    void makes_pairwise_subjects_for_one_host() {
        accepts(WEB + ", 'subject_type': 'pairwise'");
        String two = "'redirect_uris': ['https://a.example/', 'https://b.example/'], 'subject_type': 'pairwise'";
        refuses(two, "sector_identifier_uri");
        accepts(two + ", 'sector_identifier_uri': 'https://c.example/uris.json'");
        refuses(two + ", 'sector_identifier_uri': 'http://localhost/uris.json'", "sector_identifier_uri");
        refuses("'grant_types': ['client_credentials'], 'subject_type': 'pairwise'", "sector_identifier_uri");
    }

    @Test
    void bounds_what_is_stored() {
        refuses(WEB + ", 'client_name': '" + "x".repeat(201) + "'", "client_name");
        refuses(WEB + ", 'client_name': ' '", "client_name");
        refuses(WEB + ", 'scope': 'a  b'", "scope");
        refuses(WEB + ", 'scope': ' a'", "scope");
        refuses(WEB + ", 'scope': '" + "x".repeat(4001) + "'", "scope");
        refuses("'redirect_uris': ['https://example.com/" + "x".repeat(2000) + "']", "redirect_uris");
        refuses(WEB + ", 'contacts': [" + "'a',".repeat(20) + "'a']", "contacts");
        refuses(WEB + ", 'default_max_age': -1", "default_max_age");
        refuses(WEB + ", 'default_audience': ['c']", "default_audience");
        refuses(WEB + ", 'allowed_resources': ['a b']", "allowed_resources");
        refuses(WEB + ", 'logo_uri': 'javascript:alert(1)'", "logo_uri");
        refuses(WEB + ", 'backchannel_logout_uri': 'https://example.com/#x'", "backchannel_logout_uri");
        refuses(WEB + ", 'post_logout_redirect_uris': ['http://example.com/']", "post_logout_redirect_uris");
    }

    private static void accepts(String members) {
        assertThat(errors(members)).as(members).isEmpty();
    }

    private static void refuses(String members, String field) {
        assertThat(errors(members)).as(members).extracting(FieldError::field).contains(field);
    }

    private static List<FieldError> errors(String members) {
        try {
            return read(members).violations("c");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(members, e);
        }
    }

    private static ClientMetadata read(String members) throws JsonProcessingException {
        return JSON.readValue("{" + members.replace('\'', '"') + "}", ClientMetadata.class);
    }
}
