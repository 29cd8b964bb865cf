package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.signet.stores.Sha256;

/** A registered client. The names are RFC 7591 §2's, and ours where it has none. Read-only once loaded. */
@Entity
@Table(name = "clients")
public class Client {
    /** {@code token_endpoint_auth_method} of a public client. */
    static final String NONE = "none";
    /** What a client may ask for that is registered without a {@code scope}. */
    private static final String STANDARD_SCOPE = "openid profile email phone address offline_access";

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
    @Column(name = "client_secret_hash")
    byte[] clientSecretHash;
    @Column(name = "client_secret_sealed")
    byte[] clientSecretSealed;
    @Column(name = "client_secret_expires_at")
    Instant clientSecretExpiresAt;
    @Column(name = "previous_secret_hash")
    byte[] previousSecretHash;
    @Column(name = "previous_secret_sealed")
    byte[] previousSecretSealed;
    @Column(name = "previous_secret_expires_at")
    Instant previousSecretExpiresAt;
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

    @Column(name = "may_introspect")
    boolean mayIntrospect = true;
    @Column(name = "may_assert_client_ip")
    boolean mayAssertClientIp;
    boolean enabled = true;
    String origin = "api";
    @Column(name = "registration_token_hash")
    byte[] registrationTokenHash;
    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;
    @Column(name = "updated_at", insertable = false)
    Instant updatedAt;

    protected Client() {
    }

    public String clientId() {
        return clientId;
    }

    public String clientName() {
        return clientName;
    }

    /** @return the client's home page, which the consent page links to */
    public Optional<String> clientUri() {
        return Optional.ofNullable(clientUri);
    }

    /** @return its privacy policy */
    public Optional<String> policyUri() {
        return Optional.ofNullable(policyUri);
    }

    /** @return its terms of service */
    public Optional<String> tosUri() {
        return Optional.ofNullable(tosUri);
    }

    /** @return whether it can prove who it is (RFC 6749 §2.1) */
    public boolean confidential() {
        return !NONE.equals(tokenEndpointAuthMethod);
    }

    /** @return RFC 7591 §2 {@code token_endpoint_auth_method} */
    public String tokenEndpointAuthMethod() {
        return tokenEndpointAuthMethod;
    }

    public boolean enabled() {
        return enabled;
    }

    /** @return whether it is registered for the grant type */
    public boolean mayUse(String grantType) {
        return Arrays.asList(grantTypes).contains(grantType);
    }

    /** @return the scopes it may ask for */
    public Set<String> scopes() {
        return new LinkedHashSet<>(Arrays.asList((scope.isBlank() ? STANDARD_SCOPE : scope).split(" ")));
    }

    /** @return whether it runs on the person's device: a loopback redirect may then use any port (RFC 8252 §7.3) */
    public boolean isNative() {
        return "native".equals(applicationType);
    }

    public List<String> redirectUris() {
        return List.of(redirectUris);
    }

    public List<String> postLogoutRedirectUris() {
        return List.of(postLogoutRedirectUris);
    }

    /** @return where it wants to be told that a sign-in ended (OpenID Connect Back-Channel Logout 1.0 §2.2) */
    public Optional<String> backchannelLogoutUri() {
        return Optional.ofNullable(backchannelLogoutUri);
    }

    /** @return the resource servers its tokens are for when it names none; may be empty */
    public List<String> defaultAudience() {
        return List.of(defaultAudience);
    }

    /** @return the resource servers that it may name (RFC 8707), beside the default ones */
    public List<String> allowedResources() {
        return List.of(allowedResources);
    }

    /** @return the resource servers that it is itself: a token for one of them may be exchanged by it (RFC 8693) */
    public List<String> ownResources() {
        return List.of(ownResources);
    }

    /** @return whether an authorization request must carry a code challenge (RFC 7636): a public client's always */
    public boolean requirePkce() {
        return !confidential() || requirePkce;
    }

    /** @return RFC 9126 §6 */
    public boolean requirePushedAuthorizationRequests() {
        return requirePushedAuthorizationRequests;
    }

    /** @return whether nobody is asked: the client is of the same party as this service */
    public boolean skipConsent() {
        return skipConsent;
    }

    /**
     * @return seconds after which a person must sign in again, where the request does not say (OpenID Connect Registration §2)
     */
    public OptionalInt defaultMaxAge() {
        return defaultMaxAge == null ? OptionalInt.empty() : OptionalInt.of(defaultMaxAge);
    }

    /** @return whether its tokens must be bound to a DPoP key (RFC 9449 §5.2) */
    public boolean dpopBoundAccessTokens() {
        return dpopBoundAccessTokens;
    }

    /** @return whether its tokens must be bound to its certificate (RFC 8705 §3.4) */
    public boolean tlsClientCertificateBoundAccessTokens() {
        return tlsClientCertificateBoundAccessTokens;
    }

    public String idTokenSignedResponseAlg() {
        return idTokenSignedResponseAlg;
    }

    /** @return the algorithm of a signed UserInfo answer; empty: plain JSON */
    public Optional<String> userinfoSignedResponseAlg() {
        return Optional.ofNullable(userinfoSignedResponseAlg);
    }

    public String introspectionSignedResponseAlg() {
        return introspectionSignedResponseAlg;
    }

    public String accessTokenSignedResponseAlg() {
        return accessTokenSignedResponseAlg;
    }

    /** @return the {@code typ} of its access tokens: {@code at+jwt}, or {@code JWT} for verifiers that know no better */
    public String accessTokenTyp() {
        return accessTokenTyp;
    }

    /** @return the sector that its subjects are made for (OpenID Connect Core 1.0 §8.1); empty: public subjects */
    public Optional<String> sector() {
        return "pairwise".equals(subjectType) ? Optional.ofNullable(sectorIdentifier) : Optional.empty();
    }

    /** @return whether it may ask about tokens (RFC 7662): never a public client */
    public boolean mayIntrospect() {
        return confidential() && mayIntrospect;
    }

    /** @return whether it may name the address of the caller whose password it passes on */
    public boolean mayAssertClientIp() {
        return confidential() && mayAssertClientIp;
    }

    /** @return whether the secret is this client's, judged in constant time */
    boolean hasSecret(String secret) {
        return clientSecretHash != null && MessageDigest.isEqual(clientSecretHash, Sha256.of(secret.getBytes(UTF_8)));
    }
}
