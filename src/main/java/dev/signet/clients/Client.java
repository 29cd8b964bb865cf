package dev.signet.clients;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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

    Client(String clientId, String origin) {
        this.clientId = clientId;
        this.origin = origin;
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

    /**
     * @return whether it is held to the FAPI 2.0 Security Profile: it must push its requests and have its tokens bound
     *         (§5.3.2.1, §5.3.2.2)
     */
    boolean isHeldToFapi() {
        return requirePushedAuthorizationRequests && (dpopBoundAccessTokens || tlsClientCertificateBoundAccessTokens);
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

    /** @return when it was registered; null before it is stored */
    public Instant createdAt() {
        return createdAt;
    }

    /** @return when it was last changed */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** @return who made it: {@code api}, {@code file}, {@code registration} or {@code settings} */
    public String origin() {
        return origin;
    }

    /** @return whether it was made that way */
    public boolean isOf(Origin who) {
        return origin.equals(who.text());
    }

    /** @return when the secret before the present one stops being good; empty where there is none */
    public Optional<Instant> previousSecretExpiresAt() {
        return Optional.ofNullable(previousSecretExpiresAt);
    }

    /**
     * @return whether the secret is one of this client's that are good now, judged in constant time. One that is a key only
     *         (HS256 beside private_key_jwt) proves nothing by being sent
     */
    boolean hasSecret(String secret, Instant now) {
        if (!tokenEndpointAuthMethod.equals("client_secret_basic") && !tokenEndpointAuthMethod.equals("client_secret_post")) {
            return false;
        }
        byte[] hash = Sha256.ofText(secret);
        boolean current = clientSecretHash != null && MessageDigest.isEqual(clientSecretHash, hash);
        boolean previous = previousSecretHash != null && MessageDigest.isEqual(previousSecretHash, hash);
        return current && (clientSecretExpiresAt == null || isAhead(clientSecretExpiresAt, now))
                || previous && isAhead(previousSecretExpiresAt, now);
    }

    /** @return whether it has a secret in the form that the metadata needs */
    boolean hasSecretFor(ClientMetadata metadata) {
        return clientSecretHash != null && (clientSecretSealed != null || !metadata.needsHmacKey());
    }

    /** @return whether the secret is the newest, in the form that the metadata needs */
    boolean isCurrent(String secret, ClientMetadata metadata) {
        return hasSecretFor(metadata) && MessageDigest.isEqual(clientSecretHash, Sha256.ofText(secret));
    }

    /** @return whether that is its registration access token (RFC 7592 §3) */
    public boolean hasRegistrationToken(String token) {
        return registrationTokenHash != null && MessageDigest.isEqual(registrationTokenHash, Sha256.ofText(token));
    }

    /** @return the sealed secrets that are good now, the newest first */
    List<byte[]> sealedSecrets(Instant now) {
        List<byte[]> sealed = new ArrayList<>();
        if (clientSecretSealed != null && (clientSecretExpiresAt == null || isAhead(clientSecretExpiresAt, now))) {
            sealed.add(clientSecretSealed);
        }
        if (previousSecretSealed != null && isAhead(previousSecretExpiresAt, now)) {
            sealed.add(previousSecretSealed);
        }
        return sealed;
    }

    /** @return the algorithms that tokens for it are signed with */
    Set<String> signingAlgs() {
        return ClientMetadata.of(this).algs().collect(Collectors.toSet());
    }

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
        mayIntrospect = m.mayIntrospect();
        mayAssertClientIp = m.mayAssertClientIp();
        sectorIdentifier = m.sectorIdentifier().orElse(null);
    }

    /** Gives it a first secret, or another one beside which the one before is good until then. */
    void secret(ClientSecret secret, Instant previousUntil) {
        boolean overlaps = clientSecretHash != null && previousUntil != null;
        previousSecretHash = overlaps ? clientSecretHash : null;
        previousSecretSealed = overlaps ? clientSecretSealed : null;
        previousSecretExpiresAt = overlaps ? previousUntil : null;
        clientSecretHash = secret.hash();
        clientSecretSealed = secret.sealed().orElse(null);
        clientSecretExpiresAt = null;
    }

    /** Keeps of its secrets only what can be compared, not what could sign. */
    void dropSealedSecrets() {
        clientSecretSealed = null;
        previousSecretSealed = null;
    }

    void dropSecrets() {
        dropSealedSecrets();
        clientSecretHash = null;
        clientSecretExpiresAt = null;
        previousSecretHash = null;
        previousSecretExpiresAt = null;
    }

    void registrationToken(byte[] hash) {
        registrationTokenHash = hash;
    }

    void ownedBy(Origin who) {
        origin = who.text();
    }

    void enable(boolean whether) {
        enabled = whether;
    }

    void changed(Instant now) {
        updatedAt = now;
    }

    private static boolean isAhead(Instant time, Instant now) {
        return time != null && now.isBefore(time);
    }
}
