package dev.signet.sessions;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.keys.KeyRing;
import dev.signet.stores.UuidV7;
import dev.signet.tokens.AccessTokenContents;
import dev.signet.tokens.IdTokenContents;
import dev.signet.tokens.MintedToken;
import dev.signet.tokens.TokenIssuer;
import io.smallrye.mutiny.Uni;

/** Opens sign-ins and refreshes them: every token of a person comes from here. */
@ApplicationScoped
public class Sessions {
    private static final String REFRESH_TOKEN = "refresh_token";

    private final RefreshFamilies families;
    private final SignOuts signOuts;
    private final Clients clients;
    private final TokenIssuer issuer;
    private final KeyRing ring;
    private final Clock clock;

    Sessions(RefreshFamilies families, SignOuts signOuts, Clients clients, TokenIssuer issuer, KeyRing ring, Clock clock) {
        this.families = families;
        this.signOuts = signOuts;
        this.clients = clients;
        this.issuer = issuer;
        this.ring = ring;
        this.clock = clock;
    }

    /** @return the tokens, or empty when the person was disabled or changed the password meanwhile */
    public Uni<Optional<TokenAnswer>> signIn(SignIn signIn) {
        RefreshToken first = RefreshToken.first(UuidV7.at(clock.instant()));
        RefreshFamily family = new RefreshFamily(first.family(), signIn.user(), signIn.client().clientId(), signIn.scope(),
                signIn.audience());
        return families.open(signIn, first)
                .map(opened -> opened ? Optional.of(answer(family, signIn.client(), first, idToken(family)))
                        : Optional.empty());
    }

    /**
     * Redeems a refresh token (RFC 6749 §6). Presenting an old one is reuse and ends the sign-in (RFC 9700 §4.14.2).
     *
     * @param client who presents it
     * @return the tokens; empty for anything refused, for whatever reason
     */
    public Uni<Optional<TokenAnswer>> refresh(String refreshToken, Client client) {
        return refresh(refreshToken, client, scope -> scope);
    }

    /** @param narrow makes of the scope that was granted the one of this access token; the sign-in keeps its own */
    public Uni<Optional<TokenAnswer>> refresh(String refreshToken, Client client, UnaryOperator<String> narrow) {
        Optional<RefreshToken> token = RefreshToken.decode(refreshToken, ring);
        if (token.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return families.rotate(token.get(), client.clientId())
                .call(family -> family.isPresent() ? Uni.createFrom().voidItem() : endIfReused(token.get(), client))
                .map(family -> family
                        .map(f -> answer(f.withScope(narrow.apply(f.scope())), client, token.get().successor(), null)));
    }

    /**
     * Redeems a refresh token that no client stands beside: the row says whose it is. The likeliest client is tried first, so
     * that most refreshes are one statement.
     *
     * @param likeliest tried first
     * @param grantType what another client must be registered for; it must be a public one
     */
    public Uni<Optional<TokenAnswer>> refreshPublic(String refreshToken, Client likeliest, String grantType) {
        return refresh(refreshToken, likeliest)
                .chain(answer -> answer.isPresent() ? Uni.createFrom().item(answer)
                        : refreshOther(refreshToken, likeliest, grantType));
    }

    private Uni<Optional<TokenAnswer>> refreshOther(String refreshToken, Client tried, String grantType) {
        return RefreshToken.decode(refreshToken, ring).map(families::clientOf).orElse(Uni.createFrom().item(Optional.empty()))
                .chain(id -> id.map(clients::find).orElse(Uni.createFrom().item(Optional.empty())))
                .map(client -> client
                        .filter(c -> !c.clientId().equals(tried.clientId()) && !c.confidential() && c.mayUse(grantType)))
                .chain(client -> client.map(c -> refresh(refreshToken, c)).orElse(Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Void> endIfReused(RefreshToken token, Client client) {
        return families.reused(token, client.clientId())
                .chain(reused -> reused ? signOuts.endReused(token.family()) : Uni.createFrom().voidItem());
    }

    /** @return the sign-in that a refresh token of ours is of, ended or not; empty for anything else */
    public Uni<Optional<UUID>> signInOf(String refreshToken) {
        return signInOf(refreshToken, clientId -> true);
    }

    /** @return the same, if the sign-in is at that client */
    public Uni<Optional<UUID>> signInOf(String refreshToken, Client client) {
        return signInOf(refreshToken, client.clientId()::equals);
    }

    private Uni<Optional<UUID>> signInOf(String refreshToken, Predicate<String> at) {
        Optional<RefreshToken> token = RefreshToken.decode(refreshToken, ring);
        return token.map(families::clientOf).orElse(Uni.createFrom().item(Optional.empty()))
                .map(clientId -> clientId.filter(at).flatMap(unused -> token.map(RefreshToken::family)));
    }

    /** @return the person's live sign-ins, newest first */
    public Uni<List<SignInView>> of(UUID user) {
        return families.live(user);
    }

    private TokenAnswer answer(RefreshFamily family, Client client, RefreshToken refreshToken, String idToken) {
        MintedToken access = issuer.mint(new AccessTokenContents(family.user().toString(), family.clientId(), family.audience(),
                family.scope(), Optional.of(family.id().toString())));
        String refresh = client.mayUse(REFRESH_TOKEN) ? refreshToken.encode(ring) : null;
        return new TokenAnswer(access.value(), "Bearer", access.expiresIn(), refresh, idToken, family.scope());
    }

    private String idToken(RefreshFamily family) {
        if (!Arrays.asList(family.scope().split(" ")).contains("openid")) {
            return null;
        }
        Instant now = clock.instant();
        return issuer.mint(new IdTokenContents(family.user().toString(), family.clientId(), now, family.id().toString()))
                .value();
    }
}
