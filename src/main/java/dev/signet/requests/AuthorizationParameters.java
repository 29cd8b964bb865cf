package dev.signet.requests;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.signet.clients.Client;
import dev.signet.http.FormParameters;
import dev.signet.sessions.ClaimsRequest;
import dev.signet.tokens.IdTokenHints;
import dev.signet.tokens.Issuer;

/** The parameters of one authorization request, each read with its own rule. A rule that is broken throws its error. */
final class AuthorizationParameters {
    private static final Set<String> RESPONSE_MODES = Set.of("query", "form_post");
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
    private static final Pattern MAX_AGE = Pattern.compile("[0-9]{1,9}");
    /** BASE64URL of 32 bytes: an S256 challenge (RFC 7636 §4.2), a key's thumbprint (RFC 7638). */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ADMIN = "signet:admin";
    private static final String OFFLINE = "offline_access";

    private final FormParameters parameters;
    private final Client client;
    private final Issuer issuer;
    private final IdTokenHints hints;

    AuthorizationParameters(FormParameters parameters, Client client, Issuer issuer, IdTokenHints hints) {
        this.parameters = parameters;
        this.client = client;
        this.issuer = issuer;
        this.hints = hints;
    }

    /** An error that the client is told. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String error;

        Refusal(String error, String description) {
            super(description, null, false, false);
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    AuthorizationRequest request(String redirectUri) {
        refuseUnsupported();
        checkResponseType();
        String responseMode = responseMode();
        Set<String> scope = scope();
        Set<String> prompts = prompts();
        return new AuthorizationRequest(client.clientId(), redirectUri, scope, parameters.get("state"), responseMode,
                parameters.get("nonce"), prompts, maxAge(), words("ui_locales"), parameters.get("login_hint"), hintedPerson(),
                claims(), codeChallenge(), resources(), dpopJkt());
    }

    /** OpenID Connect Core 1.0 §6 and §7.2.1: what is not served is said, never ignored. */
    private void refuseUnsupported() {
        refuseIfThere("request", "request_not_supported");
        refuseIfThere("request_uri", "request_uri_not_supported");
        refuseIfThere("registration", "registration_not_supported");
    }

    private void refuseIfThere(String name, String error) {
        if (parameters.get(name).isPresent()) {
            throw new Refusal(error, "The parameter " + name + " is not supported.");
        }
    }

    private void checkResponseType() {
        String type = parameters.get("response_type")
                .orElseThrow(() -> new Refusal("invalid_request", "The parameter response_type is missing."));
        if (!type.equals("code")) {
            throw new Refusal("unsupported_response_type", "The response_type must be code.");
        }
        if (!client.mayUse("authorization_code")) {
            throw new Refusal("unauthorized_client", "The client is not registered for authorization codes.");
        }
    }

    String responseModeOrDefault() {
        return parameters.get("response_mode").filter(RESPONSE_MODES::contains).orElse("query");
    }

    private String responseMode() {
        if (parameters.get("response_mode").filter(mode -> !RESPONSE_MODES.contains(mode)).isPresent()) {
            throw new Refusal("invalid_request", "The response_mode must be query or form_post.");
        }
        return responseModeOrDefault();
    }

    private Set<String> scope() {
        Set<String> scope = new LinkedHashSet<>(words("scope"));
        if (!client.scopes().containsAll(scope) || scope.contains(ADMIN)) {
            throw new Refusal("invalid_scope", "The client may not have every scope that it asked for.");
        }
        if (!client.mayUse("refresh_token")) {
            scope.remove(OFFLINE);
        }
        return scope;
    }

    private Set<String> prompts() {
        Set<String> prompts = new LinkedHashSet<>(words("prompt"));
        if (!PROMPTS.containsAll(prompts)) {
            throw new Refusal("invalid_request", "The prompt has an unknown value.");
        }
        if (prompts.contains("none") && prompts.size() > 1) {
            throw new Refusal("invalid_request", "The prompt none stands alone.");
        }
        return prompts;
    }

    private OptionalLong maxAge() {
        Optional<String> maxAge = parameters.get("max_age");
        if (maxAge.isEmpty()) {
            return client.defaultMaxAge().isPresent() ? OptionalLong.of(client.defaultMaxAge().getAsInt())
                    : OptionalLong.empty();
        }
        if (!MAX_AGE.matcher(maxAge.get()).matches()) {
            throw new Refusal("invalid_request", "The max_age is not a number of seconds.");
        }
        return OptionalLong.of(Long.parseLong(maxAge.get()));
    }

    private Optional<UUID> hintedPerson() {
        return parameters.get("id_token_hint").map(hint -> hints.read(hint, client)
                .orElseThrow(() -> new Refusal("invalid_request", "The id_token_hint is not an ID token of this client."))
                .person());
    }

    private ClaimsRequest claims() {
        return parameters.get("claims").map(json -> ClaimsRequest.parse(json)
                .orElseThrow(() -> new Refusal("invalid_request", "The parameter claims is malformed.")))
                .orElse(ClaimsRequest.NONE);
    }

    private Optional<String> codeChallenge() {
        Optional<String> challenge = parameters.get("code_challenge");
        Optional<String> method = parameters.get("code_challenge_method");
        if (challenge.isEmpty() && (client.requirePkce() || method.isPresent())) {
            throw new Refusal("invalid_request", "The parameter code_challenge is missing.");
        }
        if (challenge.isPresent() && !method.equals(Optional.of("S256"))) {
            throw new Refusal("invalid_request", "The code_challenge_method must be S256.");
        }
        return challenge.map(c -> hash("code_challenge", c));
    }

    private List<String> resources() {
        List<String> resources = parameters.all("resource");
        resources.forEach(this::checkResource);
        return resources;
    }

    private void checkResource(String resource) {
        boolean known = client.allowedResources().contains(resource) || client.defaultAudience().contains(resource)
                || issuer.url().equals(resource);
        if (!known || !isAbsolute(resource)) {
            throw new Refusal("invalid_target", "The client may not have a token for this resource.");
        }
    }

    /** RFC 8707 §2: an absolute URI without a fragment. */
    private static boolean isAbsolute(String resource) {
        try {
            URI uri = URI.create(resource);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<String> dpopJkt() {
        return parameters.get("dpop_jkt").map(jkt -> hash("dpop_jkt", jkt));
    }

    private static String hash(String name, String value) {
        if (!HASH.matcher(value).matches()) {
            throw new Refusal("invalid_request", "The parameter " + name + " is not the base64url of a SHA-256.");
        }
        return value;
    }

    private List<String> words(String name) {
        return parameters.get(name)
                .map(text -> Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).distinct().toList())
                .orElse(List.of());
    }
}
