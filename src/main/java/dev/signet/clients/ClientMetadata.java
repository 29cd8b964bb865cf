package dev.signet.clients;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.errors.FieldError;

/**
 * What is registered of a client, by the names of RFC 7591 §2, OpenID Connect Registration §2, RFC 8705 §2.1.2, RFC 9126 §6,
 * RFC 9449 §5.2, RFC 9701 §6 and ours where they have none. A member that is absent or null has its default.
 *
 * <p>
 * Ours: {@code workload_subjects}, the service accounts whose pods are the client; {@code access_token_signed_response_alg},
 * {@code access_token_typ} ({@code at+jwt} or {@code JWT});
 * {@code default_audience}, the resource servers of a token that names none; {@code allowed_resources}, those that it may
 * name beside them (RFC 8707); {@code own_resources}, the resource servers that it is itself (RFC 8693);
 * {@code access_token_status_list}, whether its access tokens have a status; {@code security_events_uri}, where it takes
 * security event tokens (RFC 8935); {@code may_introspect}; {@code may_assert_client_ip}; {@code require_pkce};
 * {@code skip_consent}.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClientMetadata(
        String clientName,
        String applicationType,
        String clientUri,
        String logoUri,
        String policyUri,
        String tosUri,
        List<String> contacts,
        List<String> redirectUris,
        List<String> grantTypes,
        List<String> responseTypes,
        String scope,
        String tokenEndpointAuthMethod,
        String tokenEndpointAuthSigningAlg,
        JsonNode jwks,
        String jwksUri,
        String tlsClientAuthSubjectDn,
        String tlsClientAuthSanDns,
        String tlsClientAuthSanUri,
        String tlsClientAuthSanIp,
        String tlsClientAuthSanEmail,
        List<String> workloadSubjects,
        Boolean tlsClientCertificateBoundAccessTokens,
        Boolean dpopBoundAccessTokens,
        Boolean requirePushedAuthorizationRequests,
        Boolean requirePkce,
        Boolean skipConsent,
        Integer defaultMaxAge,
        String idTokenSignedResponseAlg,
        String userinfoSignedResponseAlg,
        String introspectionSignedResponseAlg,
        String accessTokenSignedResponseAlg,
        String accessTokenTyp,
        String subjectType,
        String sectorIdentifierUri,
        List<String> postLogoutRedirectUris,
        String backchannelLogoutUri,
        Boolean backchannelLogoutSessionRequired,
        List<String> defaultAudience,
        List<String> allowedResources,
        List<String> ownResources,
        Boolean accessTokenStatusList,
        String securityEventsUri,
        Boolean mayIntrospect,
        Boolean mayAssertClientIp) {
    static final String FIRST_PARTY = "urn:signet:grant-type:first-party-login";
    static final String HS256 = "HS256";
    private static final String AUTHORIZATION_CODE = "authorization_code";

    public ClientMetadata {
        jwks = jwks == null || jwks.isNull() ? null : jwks;
        applicationType = or(applicationType, "web");
        contacts = or(contacts, List.of());
        redirectUris = or(redirectUris, List.of());
        grantTypes = or(grantTypes, List.of("authorization_code"));
        responseTypes = or(responseTypes, responseTypesOf(grantTypes));
        scope = or(scope, "");
        tokenEndpointAuthMethod = or(tokenEndpointAuthMethod, "client_secret_basic");
        workloadSubjects = or(workloadSubjects, List.of());
        tlsClientCertificateBoundAccessTokens = or(tlsClientCertificateBoundAccessTokens, false);
        dpopBoundAccessTokens = or(dpopBoundAccessTokens, false);
        requirePushedAuthorizationRequests = or(requirePushedAuthorizationRequests, false);
        requirePkce = or(requirePkce, true);
        skipConsent = or(skipConsent, false);
        idTokenSignedResponseAlg = or(idTokenSignedResponseAlg, "RS256");
        introspectionSignedResponseAlg = or(introspectionSignedResponseAlg, "RS256");
        accessTokenSignedResponseAlg = or(accessTokenSignedResponseAlg, "RS256");
        accessTokenTyp = or(accessTokenTyp, "at+jwt");
        subjectType = or(subjectType, "public");
        postLogoutRedirectUris = or(postLogoutRedirectUris, List.of());
        backchannelLogoutSessionRequired = or(backchannelLogoutSessionRequired, false);
        defaultAudience = or(defaultAudience, List.of());
        allowedResources = or(allowedResources, List.of());
        ownResources = or(ownResources, List.of());
        accessTokenStatusList = or(accessTokenStatusList, true);
        mayIntrospect = or(mayIntrospect, true);
        mayAssertClientIp = or(mayAssertClientIp, false);
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** RFC 7591 §2.1: a client has the response type {@code code} if and only if it has the authorization code grant. */
    static List<String> responseTypesOf(List<String> grantTypes) {
        return grantTypes.stream().anyMatch(AUTHORIZATION_CODE::equals) ? List.of("code") : List.of();
    }

    /** @return what is registered of the client now */
    public static ClientMetadata of(Client c) {
        return new ClientMetadata(
                c.clientName,
                c.applicationType,
                c.clientUri,
                c.logoUri,
                c.policyUri,
                c.tosUri,
                List.of(c.contacts),
                List.of(c.redirectUris),
                List.of(c.grantTypes),
                responseTypesOf(List.of(c.grantTypes)),
                c.scope,
                c.tokenEndpointAuthMethod,
                c.tokenEndpointAuthSigningAlg,
                JwksByValue.parse(c.jwks),
                c.jwksUri,
                c.tlsClientAuthSubjectDn,
                c.tlsClientAuthSanDns,
                c.tlsClientAuthSanUri,
                c.tlsClientAuthSanIp,
                c.tlsClientAuthSanEmail,
                List.of(c.workloadSubjects),
                c.tlsClientCertificateBoundAccessTokens,
                c.dpopBoundAccessTokens,
                c.requirePushedAuthorizationRequests,
                c.requirePkce,
                c.skipConsent,
                c.defaultMaxAge,
                c.idTokenSignedResponseAlg,
                c.userinfoSignedResponseAlg,
                c.introspectionSignedResponseAlg,
                c.accessTokenSignedResponseAlg,
                c.accessTokenTyp,
                c.subjectType,
                c.sectorIdentifierUri,
                List.of(c.postLogoutRedirectUris),
                c.backchannelLogoutUri,
                c.backchannelLogoutSessionRequired,
                List.of(c.defaultAudience),
                List.of(c.allowedResources),
                List.of(c.ownResources),
                c.accessTokenStatusList,
                c.securityEventsUri,
                c.mayIntrospect,
                c.mayAssertClientIp);
    }

    /**
     * @param clientId of the client that it is of
     * @return everything that is wrong with it; empty: it may be registered
     */
    public List<FieldError> violations(String clientId) {
        return MetadataJudgement.of(this, clientId);
    }

    /** @return whether the client can prove who it is (RFC 6749 §2.1) */
    boolean confidential() {
        return !Client.NONE.equals(tokenEndpointAuthMethod);
    }

    /** @return whether it is a public client that people give their password to */
    public boolean takesPasswordsInPublic() {
        return !confidential() && grantTypes.contains(FIRST_PARTY);
    }

    /** @return whether the client needs a secret: to send it, or as a key */
    boolean needsSecret() {
        return tokenEndpointAuthMethod.startsWith("client_secret_") || needsHmacKey();
    }

    /** @return whether the secret is an HMAC key (OpenID Connect Core 1.0 §10.1): then it must be kept, not only its hash */
    boolean needsHmacKey() {
        return tokenEndpointAuthMethod.equals("client_secret_jwt") || algs().anyMatch(HS256::equals);
    }

    /** @return the algorithms that tokens for this client are signed with */
    Stream<String> algs() {
        return Stream.of(Optional.of(idTokenSignedResponseAlg), Optional.ofNullable(userinfoSignedResponseAlg),
                Optional.of(introspectionSignedResponseAlg), Optional.of(accessTokenSignedResponseAlg))
                .flatMap(Optional::stream);
    }

    /** @return the host that its pairwise subjects are made for; empty where that is not one (OpenID Connect Core 1.0 §8.1) */
    Optional<String> sectorIdentifier() {
        List<String> uris = sectorIdentifierUri == null ? redirectUris : List.of(sectorIdentifierUri);
        List<String> hosts = uris.stream().map(UriRules::hostOf).flatMap(Optional::stream).distinct().toList();
        return hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty();
    }
}
