package dev.signet.sessions;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.keys.KeyRing;
import dev.signet.revocation.StatusEntry;
import dev.signet.stores.UuidV7;
import dev.signet.tokens.Confirmation;
import dev.signet.tokens.TokenStatus;
import io.smallrye.mutiny.Uni;

/** Opens sign-ins and refreshes them: every token of a person comes from here. */
@ApplicationScoped
public class Sessions {
    private final RefreshFamilies families;
    private final SignOuts signOuts;
    private final Clients clients;
    private final SignInTokens mint;
    private final TokenStatus status;
    private final KeyRing ring;
    private final Clock clock;

    Sessions(RefreshFamilies families, SignOuts signOuts, Clients clients, SignInTokens mint, TokenStatus status, KeyRing ring,
            Clock clock) {
        this.families = families;
        this.signOuts = signOuts;
        this.clients = clients;
        this.mint = mint;
        this.status = status;
        this.ring = ring;
        this.clock = clock;
    }

    /** @return the tokens, or empty when the person was disabled, changed the password or signed out meanwhile */
    public Uni<Optional<TokenAnswer>> signIn(SignIn signIn) {
        return signInOnce(UuidV7.at(clock.instant()), signIn, UnaryOperator.identity());
    }

    /**
     * Opens a sign-in whose id is given, so that it can be opened once.
     *
     * @param id of the sign-in
     * @param narrow makes of the access that was granted the one of this access token; the sign-in keeps its own
     * @return the tokens; empty when the person may not sign in so, or when the id was used before
     */
    public Uni<Optional<TokenAnswer>> signInOnce(UUID id, SignIn signIn, UnaryOperator<Access> narrow) {
        Access access = narrow.apply(signIn.access());
        return status.ofSignIn(signIn.client())
                .chain(entry -> open(RefreshToken.first(id), signIn, access, entry));
    }

    private Uni<Optional<TokenAnswer>> open(RefreshToken first, SignIn signIn, Access access, Optional<StatusEntry> entry) {
        RefreshFamily family = RefreshFamily.of(first.family(), signIn, entry).with(access);
        return families.open(signIn, first, entry)
                .chain(opened -> !opened ? Uni.createFrom().item(Optional.empty())
                        : mint.tokens(family, signIn.client(), signIn.confirmation(), signIn.nonce(), first)
                                .map(Optional::of));
    }

    /**
     * Redeems a refresh token (RFC 6749 §6). Presenting an old one is reuse and ends the sign-in (RFC 9700 §4.14.2).
     *
     * @param client who presents it
     * @return the tokens; empty for anything refused, for whatever reason
     */
    public Uni<Optional<TokenAnswer>> refresh(String refreshToken, Client client) {
        return refresh(refreshToken, client, Confirmation.NONE, UnaryOperator.identity());
    }

    /**
     * @param confirmation the key that the caller showed: the one that the sign-in is bound to, or none where it is bound to
     *        none
     * @param narrow makes of the access that was granted the one of this access token; the sign-in keeps its own
     */
    public Uni<Optional<TokenAnswer>> refresh(String refreshToken, Client client, Confirmation confirmation,
            UnaryOperator<Access> narrow) {
        Optional<RefreshToken> token = RefreshToken.decode(refreshToken, ring);
        if (token.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return status.ofSignIn(client)
                .chain(offered -> rotate(token.get(), client, confirmation, offered))
                .call(family -> family.isPresent() ? Uni.createFrom().voidItem()
                        : endIfReused(token.get(), client, confirmation))
                .chain(family -> family.isEmpty() ? Uni.createFrom().item(Optional.empty())
                        : mint.tokens(family.get().with(narrow.apply(family.get().access())), client, confirmation,
                                Optional.empty(), token.get().successor()).map(Optional::of));
    }

    private Uni<Optional<RefreshFamily>> rotate(RefreshToken token, Client client, Confirmation confirmation,
            Optional<StatusEntry> offered) {
        return families.rotate(token, client.clientId(), confirmation, offered)
                .invoke(family -> offered.filter(entry -> !family.map(RefreshFamily::status).equals(Optional.of(offered)))
                        .ifPresent(entry -> status.giveBack(entry, client)));
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

    private Uni<Void> endIfReused(RefreshToken token, Client client, Confirmation confirmation) {
        return families.reused(token, client.clientId(), confirmation)
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
}
