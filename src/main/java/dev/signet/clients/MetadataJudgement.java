package dev.signet.clients;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.errors.FieldError;

/** Judges {@link ClientMetadata}, strictly: a client that could do harm is not registered, by whatever way it comes. */
final class MetadataJudgement {
    private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "refresh_token", "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
            ClientMetadata.FIRST_PARTY);
    /** What only a client that proved who it is may do. */
    private static final Set<String> CONFIDENTIAL_GRANTS = Set.of("client_credentials",
            "urn:ietf:params:oauth:grant-type:token-exchange");
    private static final Set<String> ALGS = Set.of("RS256", "PS256", "ES256", "EdDSA", "HS256");
    private static final Set<String> TYPES = Set.of("at+jwt", "JWT");
    /** RFC 6749 §3.3: tokens of printable ASCII, one space between two. */
    private static final Pattern SCOPE = Pattern
            .compile("|[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SCOPE = 4000;
    private static final int LONGEST_RESOURCE = 500;
    private static final int MOST_URIS = 100;
    private static final int MOST = 20;
    private static final int LONGEST_MAX_AGE = 366 * 86_400;

    private final ClientMetadata m;
    private final String clientId;
    private final Findings findings = new Findings();

    private MetadataJudgement(ClientMetadata metadata, String clientId) {
        this.m = metadata;
        this.clientId = clientId;
    }

    static List<FieldError> of(ClientMetadata metadata, String clientId) {
        MetadataJudgement judgement = new MetadataJudgement(metadata, clientId);
        judgement.description();
        judgement.redirects();
        judgement.grants();
        judgement.audiences();
        judgement.algorithms();
        judgement.subjects();
        AuthenticationRules.judge(metadata, judgement.findings);
        return judgement.findings.all();
    }

    private void description() {
        findings.text("client_name", m.clientName(), LONGEST_NAME);
        findings.oneOf("application_type", m.applicationType(), Set.of("web", "native"));
        web("client_uri", m.clientUri());
        web("logo_uri", m.logoUri());
        web("policy_uri", m.policyUri());
        web("tos_uri", m.tosUri());
        web("backchannel_logout_uri", m.backchannelLogoutUri());
        web("security_events_uri", m.securityEventsUri());
        findings.each("contacts", m.contacts(), MOST, c -> Findings.isText(c, LONGEST_NAME), "Each must be a short text.");
        findings.unless(m.defaultMaxAge() == null || m.defaultMaxAge() >= 0 && m.defaultMaxAge() <= LONGEST_MAX_AGE,
                "default_max_age", "range", "This must be seconds, from 0 to a year.");
    }

    private void web(String field, String uri) {
        findings.unless(uri == null || UriRules.isWeb(uri), field, "uri",
                "This must be an https URL without a fragment; http is for a loopback host only.");
    }

    private void redirects() {
        boolean nativeApp = "native".equals(m.applicationType());
        String message = "Each must be an absolute https URL without a fragment; http is for a loopback host only, a scheme of"
                + " one's own (with a dot) for native clients.";
        findings.each("redirect_uris", m.redirectUris(), MOST_URIS, uri -> UriRules.isRedirect(uri, nativeApp), message);
        findings.each("post_logout_redirect_uris", m.postLogoutRedirectUris(), MOST_URIS,
                uri -> UriRules.isRedirect(uri, nativeApp), message);
        findings.unless(!m.grantTypes().contains("authorization_code") || !m.redirectUris().isEmpty(), "redirect_uris",
                "required", "The authorization code grant needs one at least.");
    }

    private void grants() {
        findings.each("grant_types", m.grantTypes(), MOST, GRANT_TYPES::contains,
                "Each must be one of " + String.join(", ", GRANT_TYPES.stream().sorted().toList()) + ".");
        findings.unless(m.confidential() || CONFIDENTIAL_GRANTS.stream().noneMatch(m.grantTypes()::contains), "grant_types",
                "public-client", "A public client may have neither client_credentials nor token exchange.");
        findings.unless(ClientMetadata.responseTypesOf(m.grantTypes()).equals(m.responseTypes()), "response_types", "invalid",
                "This must be [\"code\"] with the authorization code grant and [] without it.");
        findings.unless(m.confidential() || m.requirePkce(), "require_pkce", "public-client",
                "A public client always uses PKCE (RFC 9700 §2.1.1).");
        findings.unless(m.scope().length() <= LONGEST_SCOPE && SCOPE.matcher(m.scope()).matches(), "scope", "invalid",
                "This must be scope tokens with one space between two (RFC 6749 §3.3).");
    }

    private void audiences() {
        String message = "Each must name a resource server: a URI or another name without spaces, never a client.";
        findings.each("default_audience", m.defaultAudience(), MOST_URIS, this::isResource, message);
        findings.each("allowed_resources", m.allowedResources(), MOST_URIS, this::isResource, message);
        findings.each("own_resources", m.ownResources(), MOST_URIS, this::isResource, message);
    }

    /** An access token whose audience were a client could be taken for its ID token. */
    private boolean isResource(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_RESOURCE && name.chars().allMatch(c -> c > ' ' && c <= '~')
                && !name.equals(clientId);
    }

    private void algorithms() {
        findings.oneOf("id_token_signed_response_alg", m.idTokenSignedResponseAlg(), ALGS);
        findings.oneOf("userinfo_signed_response_alg", m.userinfoSignedResponseAlg(), ALGS);
        findings.oneOf("introspection_signed_response_alg", m.introspectionSignedResponseAlg(), ALGS);
        findings.oneOf("access_token_signed_response_alg", m.accessTokenSignedResponseAlg(), ALGS);
        findings.oneOf("access_token_typ", m.accessTokenTyp(), TYPES);
        hmac("id_token_signed_response_alg", m.idTokenSignedResponseAlg());
        hmac("userinfo_signed_response_alg", m.userinfoSignedResponseAlg());
        hmac("introspection_signed_response_alg", m.introspectionSignedResponseAlg());
        hmac("access_token_signed_response_alg", m.accessTokenSignedResponseAlg());
    }

    private void hmac(String field, String alg) {
        findings.unless(m.confidential() || !ClientMetadata.HS256.equals(alg), field, "public-client",
                "HS256 signs with a client's secret: a public client has none.");
    }

    private void subjects() {
        findings.oneOf("subject_type", m.subjectType(), Set.of("public", "pairwise"));
        findings.unless(m.sectorIdentifierUri() == null || UriRules.isHttps(m.sectorIdentifierUri()), "sector_identifier_uri",
                "uri", "This must be an https URL without a fragment.");
        findings.unless(!"pairwise".equals(m.subjectType()) || m.sectorIdentifier().isPresent(), "sector_identifier_uri",
                "required", "Pairwise subjects need it, or redirect_uris of one host (OpenID Connect Core 1.0 §8.1).");
    }
}
