package dev.signet.sessions;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.keys.KeyRing;
import dev.signet.tokens.AccessTokenContents;
import dev.signet.tokens.Confirmation;
import dev.signet.tokens.IdTokenContents;
import dev.signet.tokens.MintedToken;
import dev.signet.tokens.Subjects;
import dev.signet.tokens.TokenIssuer;
import dev.signet.users.PersonClaims;
import io.smallrye.mutiny.Uni;

/** The tokens of one sign-in: access, ID and refresh token beside each other (RFC 6749 §5.1). */
@ApplicationScoped
class SignInTokens {
    /** How surely a person is known who typed a password: the one class there is. */
    private static final String ACR = "urn:signet:acr:password";
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String OPENID = "openid";

    private final TokenIssuer issuer;
    private final Subjects subjects;
    private final PersonClaims claims;
    private final KeyRing ring;

    SignInTokens(TokenIssuer issuer, Subjects subjects, PersonClaims claims, KeyRing ring) {
        this.issuer = issuer;
        this.subjects = subjects;
        this.claims = claims;
        this.ring = ring;
    }

    /**
     * @param family with the access of this one access token
     * @param confirmation the key that the access token is bound to
     * @param nonce for the first ID token
     * @param refreshToken handed out where the client may use one
     */
    Uni<TokenAnswer> tokens(RefreshFamily family, Client client, Confirmation confirmation, Optional<String> nonce,
            RefreshToken refreshToken) {
        String subject = subjects.of(family.user(), client);
        String refresh = client.mayUse(REFRESH_TOKEN) ? refreshToken.encode(ring) : null;
        return issuer
                .mint(new AccessTokenContents(subject, family.access().audience(), family.access().scope(),
                        Optional.of(family.id().toString()), confirmation, family.status()), client)
                .chain(access -> idToken(family, client, nonce, access)
                        .map(id -> new TokenAnswer(access.value(), confirmation.tokenType(), access.expiresIn(), refresh,
                                id.orElse(null), family.access().scope())));
    }

    private Uni<Optional<String>> idToken(RefreshFamily family, Client client, Optional<String> nonce, MintedToken access) {
        if (!family.access().scopes().contains(OPENID)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return askedClaims(family)
                .map(asked -> issuer.mint(new IdTokenContents(subjects.of(family.user(), client), family.authTime(), nonce, ACR,
                        family.methods(), family.id().toString(), access.value(), asked), client))
                .map(token -> Optional.of(token.value()));
    }

    /** Postgres is asked only where the request named a claim of the person. */
    private Uni<Map<String, Object>> askedClaims(RefreshFamily family) {
        Set<String> asked = family.claims().ofIdToken();
        return asked.isEmpty() ? Uni.createFrom().item(Map.of()) : claims.named(family.user(), asked);
    }
}
