package dev.signet.sessions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Marks refresh families, and browsers' sessions, as ended. Each joins the caller's transaction and tells which families
 * ended, so that their tokens are revoked in it too.
 */
@ApplicationScoped
class SignInEnds {

    /** Ends one family within the current transaction. @return its id, or nothing when it had ended */
    Uni<List<UUID>> end(UUID family) {
        return Panache.getSession().chain(s -> s.createNativeQuery(
                "update refresh_families set revoked_at = now() where id = :family and revoked_at is null returning id",
                UUID.class)
                .setParameter("family", family).getResultList());
    }

    /** Ends a browser's session and its families, but the offline ones, within the current transaction. */
    Uni<List<UUID>> endSession(UUID session) {
        return Panache.getSession().chain(s -> s.createNativeQuery(
                "update sessions set revoked_at = now() where id = :session and revoked_at is null")
                .setParameter("session", session).executeUpdate()
                .chain(() -> s.createNativeQuery("""
                        update refresh_families set revoked_at = now()
                        where session_id = :session and revoked_at is null and not offline returning id""", UUID.class)
                        .setParameter("session", session).getResultList()));
    }

    /**
     * Ends a person's browser sessions and families within the current transaction.
     *
     * @param except a family or a session that goes on: with a family its session, with a session its families
     * @return the ids of the families that ended
     */
    Uni<List<UUID>> endAll(UUID user, Optional<UUID> except) {
        UUID stays = except.orElse(new UUID(0, 0));
        return Panache.getSession().chain(s -> s.createNativeQuery("""
                update sessions set revoked_at = now() where user_id = :user and revoked_at is null and id <> :except
                  and not exists (select 1 from refresh_families f where f.id = :except and f.session_id = sessions.id)""")
                .setParameter("user", user).setParameter("except", stays).executeUpdate()
                .chain(() -> s.createNativeQuery("""
                        update refresh_families set revoked_at = now() where user_id = :user and revoked_at is null
                          and id <> :except and session_id is distinct from :except returning id""", UUID.class)
                        .setParameter("user", user).setParameter("except", stays).getResultList()));
    }

    /** Ends a person's families at one client within the current transaction. @return the ids of those that ended */
    Uni<List<UUID>> endAllAt(String clientId, UUID user) {
        return Panache.getSession().chain(s -> s.createNativeQuery("""
                update refresh_families set revoked_at = now()
                where client_id = :client and user_id = :user and revoked_at is null returning id""", UUID.class)
                .setParameter("client", clientId).setParameter("user", user).getResultList());
    }

    /** Ends every family at a client within the current transaction. @return the ids of those that ended */
    Uni<List<UUID>> endAllAt(String clientId) {
        return Panache.getSession().chain(s -> s.createNativeQuery("""
                update refresh_families set revoked_at = now()
                where client_id = :client and revoked_at is null returning id""", UUID.class)
                .setParameter("client", clientId).getResultList());
    }
}
