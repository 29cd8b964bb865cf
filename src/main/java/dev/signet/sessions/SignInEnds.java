package dev.signet.sessions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Marks refresh families, and browsers' sessions, as ended. Each joins the caller's transaction and tells which families
 * ended, so that their tokens are revoked in it too.
 */
@ApplicationScoped
class SignInEnds {

    /** Ends one family within the current transaction. @return it, or nothing when it had ended */
    Uni<List<EndedSignIn>> end(UUID family) {
        return end("id = :family", query -> query.setParameter("family", family));
    }

    /** Ends a browser's session and its families, but the offline ones, within the current transaction. */
    Uni<List<EndedSignIn>> endSession(UUID session) {
        return Panache.getSession().chain(s -> s.createNativeQuery(
                "update sessions set revoked_at = now() where id = :session and revoked_at is null")
                .setParameter("session", session).executeUpdate())
                .chain(() -> end("session_id = :session and not offline", query -> query.setParameter("session", session)));
    }

    /**
     * Ends a person's browser sessions and families within the current transaction.
     *
     * @param except a family or a session that goes on: with a family its session, with a session its families
     * @return the families that ended
     */
    Uni<List<EndedSignIn>> endAll(UUID user, Optional<UUID> except) {
        UUID stays = except.orElse(new UUID(0, 0));
        return Panache.getSession().chain(s -> s.createNativeQuery("""
                update sessions set revoked_at = now() where user_id = :user and revoked_at is null and id <> :except
                  and not exists (select 1 from refresh_families f where f.id = :except and f.session_id = sessions.id)""")
                .setParameter("user", user).setParameter("except", stays).executeUpdate())
                .chain(() -> end("user_id = :user and id <> :except and session_id is distinct from :except",
                        query -> query.setParameter("user", user).setParameter("except", stays)));
    }

    /** Ends a person's families at one client within the current transaction. @return those that ended */
    Uni<List<EndedSignIn>> endAllAt(String clientId, UUID user) {
        return end("client_id = :client and user_id = :user",
                query -> query.setParameter("client", clientId).setParameter("user", user));
    }

    /** Ends every family at a client within the current transaction. @return those that ended */
    Uni<List<EndedSignIn>> endAllAt(String clientId) {
        return end("client_id = :client", query -> query.setParameter("client", clientId));
    }

    private static Uni<List<EndedSignIn>> end(String which, UnaryOperator<SelectionQuery<Object[]>> parameters) {
        return Panache.getSession()
                .chain(s -> parameters.apply(s.createNativeQuery("update refresh_families set revoked_at = now() where " + which
                        + " and revoked_at is null returning " + EndedSignIn.RETURNED, Object[].class)).getResultList())
                .map(rows -> rows.stream().map(EndedSignIn::of).toList());
    }
}
