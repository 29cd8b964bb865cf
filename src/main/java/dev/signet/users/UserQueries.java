package dev.signet.users;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What is read of people, each in one query, and the locks on their rows. Works in the caller's session. */
@ApplicationScoped
class UserQueries {
    private static final String SIGN_IN = """
            select u.id, u.status = ACTIVE, u.credentialVersion, c.phc
            from User u join PasswordCredential c on c.userId = u.id
            """;
    private static final String SIGN_IN_BY_NAME = SIGN_IN
            + "join UserIdentifier i on i.userId = u.id where i.kind = ?1 and i.value = ?2";
    private static final String SIGN_IN_BY_ID = SIGN_IN + "where u.id = ?1";

    private static final String ACCOUNT = """
            select u.id, n.display, e.display, coalesce(e.verified, false), p.display, coalesce(p.verified, false),
              u.createdAt, u.status
            from User u
              left join UserIdentifier n on n.userId = u.id and n.kind = USERNAME
              left join UserIdentifier e on e.userId = u.id and e.kind = EMAIL
              left join UserIdentifier p on p.userId = u.id and p.kind = PHONE
            """;
    private static final String ACCOUNT_BY_ID = ACCOUNT + "where u.id = ?1";
    private static final String ACCOUNTS = ACCOUNT + "order by u.id desc";
    private static final String ACCOUNTS_BEFORE = ACCOUNT + "where u.id < ?1 order by u.id desc";

    private static final String LOCK = "select id from users where id = ?1 for update";

    /** @return null when nobody has that name */
    Uni<SignInRecord> signIn(Identifier name) {
        return query(SignInRecord.class, SIGN_IN_BY_NAME, name.kind(), name.value())
                .chain(SelectionQuery::getSingleResultOrNull);
    }

    /** @return null when there is no such person */
    Uni<SignInRecord> signIn(UUID id) {
        return query(SignInRecord.class, SIGN_IN_BY_ID, id).chain(SelectionQuery::getSingleResultOrNull);
    }

    /** @return null when there is no such person */
    Uni<Account> account(UUID id) {
        return query(Account.class, ACCOUNT_BY_ID, id).chain(SelectionQuery::getSingleResultOrNull);
    }

    Uni<List<Account>> accounts(Optional<UUID> before, int limit) {
        return before.map(id -> query(Account.class, ACCOUNTS_BEFORE, id))
                .orElseGet(() -> query(Account.class, ACCOUNTS))
                .chain(accounts -> accounts.setMaxResults(limit).getResultList());
    }

    /** @return whether there is such a person */
    Uni<Boolean> lock(UUID id) {
        return Panache.getSession()
                .map(session -> bind(session.createNativeQuery(LOCK, UUID.class), id))
                .chain(SelectionQuery::getSingleResultOrNull)
                .map(locked -> locked != null);
    }

    private static <T> Uni<SelectionQuery<T>> query(Class<T> view, String hql, Object... parameters) {
        return Panache.getSession().map(session -> bind(session.createSelectionQuery(hql, view), parameters));
    }

    private static <T> SelectionQuery<T> bind(SelectionQuery<T> query, Object... parameters) {
        for (int i = 0; i < parameters.length; i++) {
            query = query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
