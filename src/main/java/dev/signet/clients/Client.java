package dev.signet.clients;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A registered client. The names are RFC 7591 §2's, and ours where it has none. Read-only once loaded. */
@Entity
@Table(name = "clients")
public class Client extends ClientRow {
    /** {@code token_endpoint_auth_method} of a public client. */
    static final String NONE = "none";
    /** {@code token_endpoint_auth_method} of a pod; one that is ours is a URI (RFC 7591 §2). */
    static final String WORKLOAD = "urn:signet:auth-method:workload";
    /** What a client may ask for that is registered without a {@code scope}. */
    private static final String STANDARD_SCOPE = "openid profile email phone address offline_access";

    /** The same secret in two places: a client may use either. */
    private static final Set<String> BY_SECRET = Set.of("client_secret_basic", "client_secret_post");

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

    /** @return whether its access tokens refer to a status list */
    public boolean accessTokenStatusList() {
        return accessTokenStatusList;
    }

    /** @return where it takes security event tokens (RFC 8935 §2) */
    public Optional<String> securityEventsUri() {
        return Optional.ofNullable(securityEventsUri);
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

    /**
     * @return whether the secret is one of this client's that are good now, judged in constant time. One that is a key only
     *         (HS256 beside private_key_jwt) proves nothing by being sent
     */
    boolean hasSecret(String secret, Instant now) {
        return BY_SECRET.contains(tokenEndpointAuthMethod) && matches(secret, now);
    }

    /** @return whether the workload is registered as this client */
    boolean isOf(Workload workload) {
        return WORKLOAD.equals(tokenEndpointAuthMethod) && Arrays.stream(workloadSubjects).map(WorkloadPattern::read)
                .flatMap(Optional::stream).anyMatch(pattern -> pattern.matches(workload));
    }

    /** @return the algorithms that tokens for it are signed with */
    Set<String> signingAlgs() {
        return ClientMetadata.of(this).algs().collect(Collectors.toSet());
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

}
