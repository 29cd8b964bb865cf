package dev.signet.users;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * Who has which name. Works in the caller's transaction, which is to be rolled back when a name is another's.
 *
 * <p>
 * An insert waits for whoever is claiming the same name, and then yields; a unique violation would break the caller's
 * transaction. Names are claimed in the order of their kinds, the old name of a kind is let go only when the new one is
 * nobody's, and removed kinds go last. So whoever waits holds names of lower kinds alone, and no two wait for each other.
 */
@ApplicationScoped
class UserIdentifiers implements PanacheRepositoryBase<UserIdentifier, UserIdentifier.Key> {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String CLAIM = """
            insert into user_identifiers (kind, value, display, user_id)
            values (?1, ?2, ?3, ?4) on conflict do nothing""";

    /**
     * @param owner who has no name yet
     * @return the first kind whose name is another's, or empty when all are the owner's from now on
     */
    Uni<Optional<IdentifierKind>> claim(UUID owner, List<Identifier> wanted) {
        return eachInOrder(owner, wanted, this::insert);
    }

    /**
     * @param changes the name to have from now on, by kind; empty to have none of that kind
     * @return the first kind whose name is another's, or empty when all is changed
     */
    Uni<Optional<IdentifierKind>> replace(UUID owner, Map<IdentifierKind, Optional<Identifier>> changes) {
        List<Identifier> wanted = changes.values().stream().flatMap(Optional::stream).toList();
        List<IdentifierKind> unwanted = changes.keySet().stream().filter(kind -> changes.get(kind).isEmpty()).toList();
        return eachInOrder(owner, wanted, this::replaceOne)
                .call(() -> delete("userId = ?1 and kind in ?2", owner, unwanted));
    }

    /** @return the first kind whose name is somebody's */
    Uni<Optional<IdentifierKind>> firstTaken(List<Identifier> names) {
        return eachInOrder(NOBODY, names, this::isFree);
    }

    private Uni<Boolean> isFree(UUID owner, Identifier name) {
        return count("kind = ?1 and value = ?2 and userId <> ?3", name.kind(), name.value(), owner).map(others -> others == 0);
    }

    Uni<Boolean> hasAny(UUID owner) {
        return count("userId", owner).map(names -> names > 0);
    }

    private static Uni<Optional<IdentifierKind>> eachInOrder(UUID owner, List<Identifier> wanted,
            BiFunction<UUID, Identifier, Uni<Boolean>> step) {
        return each(owner, wanted.stream().sorted(Comparator.comparing(Identifier::kind)).iterator(), step);
    }

    private static Uni<Optional<IdentifierKind>> each(UUID owner, Iterator<Identifier> rest,
            BiFunction<UUID, Identifier, Uni<Boolean>> step) {
        if (!rest.hasNext()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Identifier next = rest.next();
        return step.apply(owner, next)
                .chain(done -> done ? each(owner, rest, step) : Uni.createFrom().item(Optional.of(next.kind())));
    }

    private Uni<Boolean> insert(UUID owner, Identifier name) {
        return getSession()
                .map(session -> session.createNativeQuery(CLAIM).setParameter(1, name.kind().text())
                        .setParameter(2, name.value()).setParameter(3, name.display()).setParameter(4, owner))
                .chain(MutationQuery::executeUpdate)
                .map(rows -> rows == 1);
    }

    private Uni<Boolean> replaceOne(UUID owner, Identifier name) {
        return isFree(owner, name).chain(free -> free ? put(owner, name) : Uni.createFrom().item(false));
    }

    /** The same name written otherwise keeps its row, and with it that it was verified. */
    private Uni<Boolean> put(UUID owner, Identifier name) {
        return delete("userId = ?1 and kind = ?2 and value <> ?3", owner, name.kind(), name.value())
                .chain(() -> insert(owner, name))
                .chain(inserted -> inserted ? Uni.createFrom().item(true) : show(owner, name));
    }

    private Uni<Boolean> show(UUID owner, Identifier name) {
        return update("display = ?1 where kind = ?2 and value = ?3 and userId = ?4",
                name.display(), name.kind(), name.value(), owner).map(rows -> rows == 1);
    }
}
