package dev.signet.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevocationLog;
import dev.signet.revocation.Revocations;
import dev.signet.tokens.TokensConfig;
import dev.signet.users.Users;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Ends sign-ins: the families and the revocation of their tokens in one transaction, spread once it is durable. */
@ApplicationScoped
public class SignOuts {
    private final RefreshFamilies families;
    private final SignInEnds ends;
    private final RevocationLog log;
    private final Revocations revocations;
    private final Users users;
    private final LogoutNotices notices;
    private final AuditLog audit;
    private final TokensConfig tokens;

    SignOuts(RefreshFamilies families, SignInEnds ends, RevocationLog log, Revocations revocations, Users users,
            LogoutNotices notices, AuditLog audit, TokensConfig tokens) {
        this.families = families;
        this.ends = ends;
        this.log = log;
        this.revocations = revocations;
        this.users = users;
        this.notices = notices;
        this.audit = audit;
        this.tokens = tokens;
    }

    /** Ends one sign-in, or finds it ended. Answers once that is durable. */
    public Uni<Void> end(UUID signIn) {
        return endOne(signIn, AuditTypes.SESSION_REVOKED);
    }

    Uni<Void> endReused(UUID signIn) {
        return endOne(signIn, AuditTypes.REFRESH_REUSED);
    }

    /** Ends the sign-in that a code opened: somebody else holds the code too (RFC 6749 §4.1.2). */
    public Uni<Void> endReplayed(UUID signIn, String clientId) {
        return endAt(signIn, clientId, AuditTypes.CODE_REPLAYED).replaceWithVoid();
    }

    /** Ends one sign-in if it is at that client. @return whether it is */
    public Uni<Boolean> endAt(UUID signIn, String clientId) {
        return endAt(signIn, clientId, AuditTypes.SESSION_REVOKED);
    }

    private Uni<Boolean> endAt(UUID signIn, String clientId, String event) {
        return families.isAt(signIn, clientId).call(at -> at ? endOne(signIn, event) : Uni.createFrom().voidItem());
    }

    private Uni<Void> endOne(UUID signIn, String event) {
        return ending(event, signIn.toString(), () -> ends.end(signIn));
    }

    /** Ends one sign-in, if there is or was such a one. @return whether there is */
    public Uni<Boolean> endKnown(UUID signIn) {
        return families.exists(signIn).call(known -> known ? end(signIn) : Uni.createFrom().voidItem());
    }

    /** Ends one browser's session, if there is or was such a one. @return whether there is */
    public Uni<Boolean> endKnownSession(UUID session) {
        return families.sessionExists(session).call(known -> known ? endSession(session) : Uni.createFrom().voidItem());
    }

    /** Ends a browser's session and, with it, each of its sign-ins but the offline ones. */
    public Uni<Void> endSession(UUID session) {
        return ending(AuditTypes.SESSION_REVOKED, session.toString(), () -> ends.endSession(session));
    }

    /** Ends one browser's session of that person. @return whether it is theirs */
    public Uni<Boolean> endSession(UUID session, UUID user) {
        return families.sessionBelongs(session, user)
                .call(theirs -> theirs ? endSession(session) : Uni.createFrom().voidItem());
    }

    /** Ends a person's sign-ins at one client. */
    Uni<Void> endAllAt(String clientId, UUID user) {
        return ending(AuditTypes.SESSION_REVOKED, user.toString(), () -> ends.endAllAt(clientId, user));
    }

    private Uni<Void> ending(String event, String subject, Supplier<Uni<List<EndedSignIn>>> families) {
        return Panache.withTransaction(() -> families.get()
                .call(ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : record(event, subject))
                .call(notices::add)
                .call(this::revoke))
                .chain(revocations::spread);
    }

    /** Ends one sign-in of that person. @return whether it is theirs */
    public Uni<Boolean> end(UUID signIn, UUID user) {
        return families.belongs(signIn, user).call(theirs -> theirs ? end(signIn) : Uni.createFrom().voidItem());
    }

    /** Ends all of a person's sign-ins. Answers once that is durable. */
    public Uni<Void> endAll(UUID user) {
        return endAllWith(user, Optional.empty(), () -> record(AuditTypes.SESSIONS_REVOKED_ALL, user.toString()));
    }

    /**
     * Changes a person and ends their sign-ins in one transaction. The person's row is locked first, so that no sign-in
     * slips between.
     *
     * @param except a sign-in or a browser's session that goes on, and what it belongs to or holds
     * @param change runs within the transaction, after the sign-ins ended
     * @return what the change returned, once all of it is durable
     */
    public <T> Uni<T> endAllWith(UUID user, Optional<UUID> except, Supplier<Uni<T>> change) {
        return Panache.withTransaction(() -> users.lock(user)
                .chain(() -> ends.endAll(user, except))
                .call(notices::add)
                .chain(ended -> change.get().call(() -> revoke(ended))))
                .call(revocations::spread);
    }

    private Uni<Void> revoke(List<EndedSignIn> ended) {
        return log.append(ended.stream().map(EndedSignIn::revocation).toList(), life());
    }

    /** How long a token that was minted just now can still be taken for a good one. */
    private Duration life() {
        return tokens.accessLifetime().plus(tokens.skew()).plusSeconds(2);
    }

    private Uni<Void> record(String event, String subject) {
        return audit.record(new AuditEvent(event, null, subject, null, Map.of()));
    }

    /**
     * Ends every sign-in at a client, revokes every token that it has, and changes the client, in one transaction.
     *
     * @param change runs within the transaction, after the sign-ins ended: a client that it deletes takes their rows along
     * @return whether there is such a client, as the change said, once all of it is durable
     */
    public Uni<Boolean> endAllAt(String clientId, Supplier<Uni<Boolean>> change) {
        return Panache.withTransaction(() -> ends.endAllAt(clientId)
                .chain(ended -> change.get()
                        .call(known -> known ? revoke(ended, clientId) : Uni.createFrom().voidItem())))
                .call(revocations::spread);
    }

    private Uni<Void> revoke(List<EndedSignIn> ended, String clientId) {
        Stream<Revocation> signIns = ended.stream().map(EndedSignIn::revocation);
        return log.append(Stream.concat(signIns, Stream.of(Revocation.client(clientId))).toList(), life());
    }
}
