package dev.signet.grants;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.sessions.TokenAnswer;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.AccessTokenContents;
import dev.signet.tokens.Issuer;
import dev.signet.tokens.TokenIssuer;
import dev.signet.tokens.TokenVerifier;
import io.smallrye.mutiny.Uni;

/**
 * A service that was given a token gets a narrower one for the next service (RFC 8693). The new token has the subject, the
 * sign-in and at most the life and the scope of the old one, so that whatever ends the old one ends it too. A pod that brings
 * its service account token instead gets a token of the client that it is, as client_credentials would.
 */
@ApplicationScoped
class TokenExchangeGrant implements Grant {
    static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ADMIN = "signet:admin";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /** An access token of ours is a JWT (RFC 8693 §3). */
    private static final Set<String> TYPES = Set.of(ACCESS_TOKEN, "urn:ietf:params:oauth:token-type:jwt");

    private final TokenVerifier verifier;
    private final TokenIssuer issuer;
    private final Issuer here;
    private final ClientCredentialsGrant clients;

    TokenExchangeGrant(TokenVerifier verifier, TokenIssuer issuer, Issuer here, ClientCredentialsGrant clients) {
        this.verifier = verifier;
        this.issuer = issuer;
        this.here = here;
        this.clients = clients;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        if (!request.client().confidential()) {
            throw OAuthError.unauthorizedClient("This grant is for confidential clients.").asException();
        }
        checkType("requested_token_type", request.parameter("requested_token_type"));
        if (request.bySubjectToken()) {
            return own(request);
        }
        return subject(request)
                .chain(subject -> actor(request).map(actor -> new Exchange(request, subject, actor)))
                .chain(exchange -> answer(exchange, request));
    }

    /** The subject is the client itself, so nobody acts for it. */
    private Uni<TokenAnswer> own(ClientRequest request) {
        if (request.parameter("actor_token").isPresent() || request.parameter("actor_token_type").isPresent()) {
            throw OAuthError.invalidRequest("A workload that is the client has no actor_token.").asException();
        }
        return clients.own(request, asked(request), ACCESS_TOKEN);
    }

    /** RFC 8693 §2.1: a resource server by its URI or by another name. */
    private static List<String> asked(ClientRequest request) {
        List<String> asked = new ArrayList<>(request.form().all("resource"));
        asked.addAll(request.form().all("audience"));
        return asked;
    }

    private Uni<AccessToken> subject(ClientRequest request) {
        String token = request.required("subject_token");
        checkType("subject_token_type", Optional.of(request.required("subject_token_type")));
        return verified(token, "subject_token").invoke(subject -> checkHolder(subject, request));
    }

    private static void checkType(String name, Optional<String> type) {
        if (type.filter(t -> !TYPES.contains(t)).isPresent()) {
            throw OAuthError.invalidRequest("The " + name + " is not that of an access token.").asException();
        }
    }

    private Uni<AccessToken> verified(String token, String name) {
        return verifier.verifyLive(token).map(live -> live.orElseThrow(
                () -> OAuthError.invalidRequest("The " + name + " is not a live access token.").asException()));
    }

    /**
     * Only who was given the token properly: whom it was issued to, or a resource server that it is for. A token that is bound
     * to a key stays bound to it: who can't show the key gets nothing that works without it.
     */
    private static void checkHolder(AccessToken subject, ClientRequest request) {
        Client client = request.client();
        boolean holder = subject.clientId().equals(client.clientId())
                || !Collections.disjoint(subject.audience(), client.ownResources());
        if (!holder) {
            throw OAuthError.invalidRequest("The subject_token is not for this client.").asException();
        }
        if (subject.confirmation().binds() && !subject.confirmation().equals(request.confirmation())) {
            throw OAuthError.invalidRequest("The subject_token is bound to a key that was not shown.").asException();
        }
    }

    /** RFC 8693 §2.1: an {@code actor_token} says who acts; it must be the client's own. */
    private Uni<Optional<AccessToken>> actor(ClientRequest request) {
        Optional<String> token = request.parameter("actor_token");
        if (token.isEmpty()) {
            if (request.parameter("actor_token_type").isPresent()) {
                throw OAuthError.invalidRequest("The parameter actor_token is missing.").asException();
            }
            return Uni.createFrom().item(Optional.empty());
        }
        checkType("actor_token_type", Optional.of(request.required("actor_token_type")));
        return verified(token.get(), "actor_token").invoke(actor -> checkOwn(actor, request.client())).map(Optional::of);
    }

    private static void checkOwn(AccessToken actor, Client client) {
        if (!actor.clientId().equals(client.clientId())) {
            throw OAuthError.invalidRequest("The actor_token was not issued to this client.").asException();
        }
    }

    private Uni<TokenAnswer> answer(Exchange exchange, ClientRequest request) {
        String scope = exchange.scope();
        return issuer
                .mint(new AccessTokenContents(exchange.subject().subject(), exchange.audience(here.url()), scope,
                        exchange.subject().sid(), request.confirmation(), exchange.act(),
                        Optional.of(Instant.ofEpochSecond(exchange.subject().expiresAt())), exchange.subject().status()),
                        request.client())
                .map(token -> new TokenAnswer(token.value(), request.confirmation().tokenType(), token.expiresIn(), null, null,
                        scope, ACCESS_TOKEN));
    }

    /** What is asked for, held against what there is. */
    private record Exchange(ClientRequest request, AccessToken subject, Optional<AccessToken> actor) {

        /** At most what the old token has and this client is registered for; nothing that operates this service. */
        String scope() {
            Set<String> most = new LinkedHashSet<>(subject.scopes());
            most.retainAll(request.client().scopes());
            most.remove(ADMIN);
            Optional<String> asked = request.parameter("scope");
            Set<String> scopes = asked.<Set<String>> map(text -> new LinkedHashSet<>(Arrays.asList(text.split(" "))))
                    .orElse(most);
            if (!most.containsAll(scopes)) {
                throw OAuthError.invalidScope("The subject_token or the client does not have every scope that was asked for.")
                        .asException();
            }
            return String.join(" ", scopes);
        }

        /** Narrower, or what the client is registered for. */
        List<String> audience(String issuer) {
            List<String> asked = asked(request);
            List<String> audience = asked.isEmpty() ? usual(issuer) : asked;
            if (audience.isEmpty() || !allowed(issuer).containsAll(audience)) {
                throw new OAuthError("invalid_target", 400, "The client may not have a token for this resource.").asException();
            }
            return List.copyOf(new LinkedHashSet<>(audience));
        }

        private List<String> usual(String issuer) {
            return request.client().defaultAudience().isEmpty()
                    ? subject.audience().stream().filter(allowed(issuer)::contains).toList()
                    : request.client().defaultAudience();
        }

        /** This service itself only for whom the old token was issued to: a resource server must not act here as a person. */
        private Set<String> allowed(String issuer) {
            Set<String> allowed = new HashSet<>(subject.audience());
            if (!subject.clientId().equals(request.client().clientId())) {
                allowed.remove(issuer);
            }
            allowed.addAll(request.client().allowedResources());
            allowed.addAll(request.client().defaultAudience());
            return allowed;
        }

        /** RFC 8693 §4.1: who acts now, and inside it who acted before. */
        Map<String, Object> act() {
            if (actor.isEmpty()) {
                return subject.actor();
            }
            Map<String, Object> act = new LinkedHashMap<>();
            act.put("sub", actor.get().subject());
            if (!subject.actor().isEmpty()) {
                act.put("act", subject.actor());
            }
            return act;
        }
    }
}
