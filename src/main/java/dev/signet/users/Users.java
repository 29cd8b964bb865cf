package dev.signet.users;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.signet.stores.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * People. Each method works alone, and joins the caller's transaction where there is one; a refusal is a value, and rolls
 * that transaction back when it ends.
 *
 * <p>
 * A person's row orders what must not pass each other: opening a sign-in takes it {@code FOR SHARE}; a new password, disabling
 * and
 * deleting change it, and so wait for every sign-in under way and hold back every later one until they are committed.
 */
@ApplicationScoped
public class Users implements PanacheRepositoryBase<User, UUID> {
    private final UserQueries queries;
    private final UserIdentifiers identifiers;
    private final PasswordCredentials credentials;
    private final Clock clock;

    Users(UserQueries queries, UserIdentifiers identifiers, PasswordCredentials credentials, Clock clock) {
        this.queries = queries;
        this.identifiers = identifiers;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * @param names at least one, at most one of each kind
     * @param phc the password's hash
     */
    @WithTransaction
    public Uni<Registration> register(List<Identifier> names, String phc) {
        User user = new User(UuidV7.at(clock.instant()));
        return persistAndFlush(user)
                .chain(() -> identifiers.claim(user.id, names))
                .chain(taken -> taken.isPresent() ? rollBack(new Registration.Taken(taken.get())) : complete(user.id, phc));
    }

    private Uni<Registration> complete(UUID id, String phc) {
        return credentials.put(id, phc)
                .chain(() -> queries.account(id))
                .map(Registration.Registered::new);
    }

    /** @return the first kind whose name somebody has; whoever registers is told by {@link #register} for certain */
    @WithSession
    public Uni<Optional<IdentifierKind>> taken(List<Identifier> names) {
        return identifiers.firstTaken(names);
    }

    /** @return what is needed to judge a password, in one query; empty when nobody has that name */
    @WithSession
    public Uni<Optional<SignInRecord>> findForSignIn(Identifier name) {
        return queries.signIn(name).map(Optional::ofNullable);
    }

    /** @return what is needed to judge the password of a person who is signed in already */
    @WithSession
    public Uni<Optional<SignInRecord>> findForSignIn(UUID id) {
        return queries.signIn(id).map(Optional::ofNullable);
    }

    @WithSession
    public Uni<Optional<Account>> account(UUID id) {
        return queries.account(id).map(Optional::ofNullable);
    }

    /**
     * @param before the last id of the page before; empty for the first page
     * @param limit how many at most
     * @return the newest first; the order stays while people come and go
     */
    @WithSession
    public Uni<List<Account>> accounts(Optional<UUID> before, int limit) {
        return queries.accounts(before, limit);
    }

    /**
     * Gives, changes and takes away names. A new email or phone is unverified.
     *
     * @param changes the name to have from now on, by kind; empty to have none of that kind; kinds not named stay
     */
    @WithTransaction
    public Uni<IdentifierChange> changeIdentifiers(UUID id, Map<IdentifierKind, Optional<Identifier>> changes) {
        return queries.lock(id)
                .chain(known -> known ? replaceIdentifiers(id, changes) : rollBack(new IdentifierChange.Absent()));
    }

    private Uni<IdentifierChange> replaceIdentifiers(UUID id, Map<IdentifierKind, Optional<Identifier>> changes) {
        return identifiers.replace(id, changes)
                .chain(taken -> taken.isPresent() ? rollBack(new IdentifierChange.Taken(taken.get())) : keepOne(id));
    }

    private Uni<IdentifierChange> keepOne(UUID id) {
        return identifiers.hasAny(id).chain(any -> any ? changed(id) : rollBack(new IdentifierChange.NoneLeft()));
    }

    private Uni<IdentifierChange> changed(UUID id) {
        return update("updatedAt = instant where id = ?1", id)
                .chain(() -> queries.account(id))
                .map(IdentifierChange.Changed::new);
    }

    /**
     * @param credentialVersion under which the current password was found right
     * @return false when there is no such person, or the password was changed meanwhile; nothing is changed then
     */
    @WithTransaction
    public Uni<Boolean> changePassword(UUID id, int credentialVersion, String phc) {
        return update("credentialVersion = credentialVersion + 1, updatedAt = instant where id = ?1 and credentialVersion = ?2",
                id, credentialVersion)
                .call(rows -> rows == 1 ? credentials.put(id, phc) : Uni.createFrom().voidItem())
                .map(rows -> rows == 1);
    }

    /**
     * The same password under today's parameters.
     *
     * @return false when the hash is no longer the old one; nothing is changed then
     */
    @WithTransaction
    public Uni<Boolean> rehash(UUID id, String oldPhc, String newPhc) {
        return credentials.replace(id, oldPhc, newPhc);
    }

    /**
     * Holds the person's row {@code FOR UPDATE} until the transaction ends: no sign-in slips in meanwhile.
     *
     * @return whether there is such a person
     */
    @WithTransaction
    public Uni<Boolean> lock(UUID id) {
        return queries.lock(id);
    }

    /** @return whether there is such a person */
    @WithTransaction
    public Uni<Boolean> disable(UUID id) {
        return become(UserStatus.DISABLED, id);
    }

    /** @return whether there is such a person */
    @WithTransaction
    public Uni<Boolean> enable(UUID id) {
        return become(UserStatus.ACTIVE, id);
    }

    /**
     * Deletes all that is kept of a person; the names are free again. Whoever revokes the person's tokens beforehand takes
     * the {@link #lock} first.
     *
     * @return whether there was such a person
     */
    @WithTransaction
    public Uni<Boolean> delete(UUID id) {
        return delete("id", id).map(rows -> rows == 1);
    }

    private Uni<Boolean> become(UserStatus status, UUID id) {
        return update("status = ?1, updatedAt = instant where id = ?2", status, id).map(rows -> rows == 1);
    }

    /** The outcome still reaches the caller; of what was written, by whomever, nothing stays. */
    private static <O> Uni<O> rollBack(O refusal) {
        return Panache.currentTransaction().invoke(Mutiny.Transaction::markForRollback).replaceWith(refusal);
    }
}
