package dev.signet.oidc;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.tokens.Issuer;

/** What this issuer can do (RFC 8414 §2): only what is true. */
@JsonNaming(SnakeCaseStrategy.class)
record ProviderMetadata(
        String issuer,
        String tokenEndpoint,
        String jwksUri,
        List<String> scopesSupported,
        List<String> responseTypesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        String revocationEndpoint,
        List<String> revocationEndpointAuthMethodsSupported,
        String introspectionEndpoint,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> subjectTypesSupported,
        List<String> idTokenSigningAlgValuesSupported,
        List<String> claimsSupported) {

    private static final List<String> SECRETS = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> SECRETS_OR_NONE = List.of("client_secret_basic", "client_secret_post", "none");

    static ProviderMetadata of(Issuer issuer) {
        return new ProviderMetadata(
                issuer.url(),
                issuer.resolve("/oauth2/token"),
                issuer.resolve("/.well-known/jwks.json"),
                List.of("openid", "profile", "email", "phone", "address", "offline_access"),
                List.of(),
                List.of("client_credentials", "refresh_token"),
                SECRETS_OR_NONE,
                issuer.resolve("/oauth2/revoke"), SECRETS_OR_NONE,
                issuer.resolve("/oauth2/introspect"), SECRETS,
                List.of("public"),
                List.of("RS256"),
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "sid"));
    }
}
