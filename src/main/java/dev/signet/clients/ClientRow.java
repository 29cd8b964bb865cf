package dev.signet.clients;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** The columns of {@code clients} as they are stored, and how they are written. */
@MappedSuperclass
abstract class ClientRow extends KeptSecrets {
    @Id
    @Column(name = "client_id")
    String clientId;
    @Column(name = "client_name")
    String clientName;
    @Column(name = "application_type")
    String applicationType = "web";
    @Column(name = "client_uri")
    String clientUri;
    @Column(name = "logo_uri")
    String logoUri;
    @Column(name = "policy_uri")
    String policyUri;
    @Column(name = "tos_uri")
    String tosUri;
    String[] contacts = {};
    @Column(name = "grant_types")
    String[] grantTypes = {};
    @Column(name = "redirect_uris")
    String[] redirectUris = {};
    @Column(name = "post_logout_redirect_uris")
    String[] postLogoutRedirectUris = {};
    @Column(name = "backchannel_logout_uri")
    String backchannelLogoutUri;
    @Column(name = "backchannel_logout_session_required")
    boolean backchannelLogoutSessionRequired;
    String scope = "";
    @Column(name = "default_audience")
    String[] defaultAudience = {};
    @Column(name = "allowed_resources")
    String[] allowedResources = {};
    @Column(name = "own_resources")
    String[] ownResources = {};
    @Column(name = "token_endpoint_auth_method")
    String tokenEndpointAuthMethod;
    @Column(name = "token_endpoint_auth_signing_alg")
    String tokenEndpointAuthSigningAlg;
    String jwks;
    @Column(name = "jwks_uri")
    String jwksUri;
    @Column(name = "tls_client_auth_subject_dn")
    String tlsClientAuthSubjectDn;
    @Column(name = "tls_client_auth_san_dns")
    String tlsClientAuthSanDns;
    @Column(name = "tls_client_auth_san_uri")
    String tlsClientAuthSanUri;
    @Column(name = "tls_client_auth_san_ip")
    String tlsClientAuthSanIp;
    @Column(name = "tls_client_auth_san_email")
    String tlsClientAuthSanEmail;
    @Column(name = "workload_subjects")
    String[] workloadSubjects = {};
    @Column(name = "tls_client_certificate_bound_access_tokens")
    boolean tlsClientCertificateBoundAccessTokens;
    @Column(name = "dpop_bound_access_tokens")
    boolean dpopBoundAccessTokens;
    @Column(name = "require_pushed_authorization_requests")
    boolean requirePushedAuthorizationRequests;
    @Column(name = "require_pkce")
    boolean requirePkce = true;
    @Column(name = "skip_consent")
    boolean skipConsent;
    @Column(name = "default_max_age")
    Integer defaultMaxAge;
    @Column(name = "id_token_signed_response_alg")
    String idTokenSignedResponseAlg = "RS256";
    @Column(name = "userinfo_signed_response_alg")
    String userinfoSignedResponseAlg;
    @Column(name = "introspection_signed_response_alg")
    String introspectionSignedResponseAlg = "RS256";
    @Column(name = "access_token_signed_response_alg")
    String accessTokenSignedResponseAlg = "RS256";
    @Column(name = "access_token_typ")
    String accessTokenTyp = "at+jwt";
    @Column(name = "subject_type")
    String subjectType = "public";
    @Column(name = "sector_identifier_uri")
    String sectorIdentifierUri;
    @Column(name = "sector_identifier")
    String sectorIdentifier;
    @Column(name = "access_token_status_list")
    boolean accessTokenStatusList = true;
    @Column(name = "security_events_uri")
    String securityEventsUri;
    @Column(name = "may_introspect")
    boolean mayIntrospect = true;
    @Column(name = "may_assert_client_ip")
    boolean mayAssertClientIp;
    boolean enabled = true;
    String origin = "api";
    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;
    @Column(name = "updated_at", insertable = false)
    Instant updatedAt;

    /** @param m judged: without violations */
    void describe(ClientMetadata m) {
        clientName = m.clientName() == null ? clientId : m.clientName();
        applicationType = m.applicationType();
        clientUri = m.clientUri();
        logoUri = m.logoUri();
        policyUri = m.policyUri();
        tosUri = m.tosUri();
        contacts = m.contacts().toArray(String[]::new);
        redirectUris = m.redirectUris().toArray(String[]::new);
        grantTypes = m.grantTypes().toArray(String[]::new);
        scope = m.scope();
        describeAuthentication(m);
        describeTokens(m);
    }

    private void describeAuthentication(ClientMetadata m) {
        tokenEndpointAuthMethod = m.tokenEndpointAuthMethod();
        tokenEndpointAuthSigningAlg = m.tokenEndpointAuthSigningAlg();
        jwks = m.jwks() == null ? null : m.jwks().toString();
        jwksUri = m.jwksUri();
        tlsClientAuthSubjectDn = m.tlsClientAuthSubjectDn();
        tlsClientAuthSanDns = m.tlsClientAuthSanDns();
        tlsClientAuthSanUri = m.tlsClientAuthSanUri();
        tlsClientAuthSanIp = m.tlsClientAuthSanIp();
        tlsClientAuthSanEmail = m.tlsClientAuthSanEmail();
        workloadSubjects = m.workloadSubjects().toArray(String[]::new);
        tlsClientCertificateBoundAccessTokens = m.tlsClientCertificateBoundAccessTokens();
        dpopBoundAccessTokens = m.dpopBoundAccessTokens();
    }

    private void describeTokens(ClientMetadata m) {
        requirePushedAuthorizationRequests = m.requirePushedAuthorizationRequests();
        requirePkce = m.requirePkce();
        skipConsent = m.skipConsent();
        defaultMaxAge = m.defaultMaxAge();
        idTokenSignedResponseAlg = m.idTokenSignedResponseAlg();
        userinfoSignedResponseAlg = m.userinfoSignedResponseAlg();
        introspectionSignedResponseAlg = m.introspectionSignedResponseAlg();
        accessTokenSignedResponseAlg = m.accessTokenSignedResponseAlg();
        accessTokenTyp = m.accessTokenTyp();
        subjectType = m.subjectType();
        sectorIdentifierUri = m.sectorIdentifierUri();
        postLogoutRedirectUris = m.postLogoutRedirectUris().toArray(String[]::new);
        backchannelLogoutUri = m.backchannelLogoutUri();
        backchannelLogoutSessionRequired = m.backchannelLogoutSessionRequired();
        defaultAudience = m.defaultAudience().toArray(String[]::new);
        allowedResources = m.allowedResources().toArray(String[]::new);
        ownResources = m.ownResources().toArray(String[]::new);
        accessTokenStatusList = m.accessTokenStatusList();
        securityEventsUri = m.securityEventsUri();
        mayIntrospect = m.mayIntrospect();
        mayAssertClientIp = m.mayAssertClientIp();
        sectorIdentifier = m.sectorIdentifier().orElse(null);
    }
}
