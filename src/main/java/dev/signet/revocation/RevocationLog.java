package dev.signet.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.signet.stores.Leader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rows of {@code revocations}: the record that every faster copy is made from. */
@ApplicationScoped
public class RevocationLog {
    private static final String LOCK = "select count(*) from (select pg_advisory_xact_lock(hashtext('signet'), hashtext('revocations'))) held";

    private final Pool postgres;
    private final Leader leader;

    RevocationLog(Pool postgres, Leader leader) {
        this.postgres = postgres;
        this.leader = leader;
    }

    /** A row as replicas read it. */
    record Entry(long seq, Revocation revocation, Instant expiresAt) {
    }

    /**
     * Appends within the current Panache transaction, as its last step: the lock that orders numbers is held until the
     * commit, and whoever takes it first and another lock after it could wait for itself.
     *
     * @param revocations may be empty
     * @param life how long the last token that they name can still live
     */
    public Uni<Void> append(Collection<Revocation> revocations, Duration life) {
        if (revocations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> append(session, revocations, life));
    }

    private static Uni<Void> append(Mutiny.Session session, Collection<Revocation> revocations, Duration life) {
        String keys = String.join(",", revocations.stream().map(Revocation::key).toList());
        return session.createNativeQuery(LOCK, Long.class).getSingleResult()
                .chain(() -> session
                        .createNativeQuery(
                                """
                                        insert into revocations (kind, value, expires_at)
                                        select split_part(key, ':', 1), split_part(key, ':', 2), now() + cast(:life as double precision) * interval '1 second'
                                        from unnest(string_to_array(:keys, ',')) key""")
                        .setParameter("keys", keys).setParameter("life", (double) life.toSeconds()).executeUpdate())
                .replaceWithVoid();
    }

    /** @return every unexpired entry above the number, in order */
    Uni<List<Entry>> after(long seq) {
        return postgres.preparedQuery(
                "select seq, kind, value, expires_at from revocations where seq > $1 and expires_at > now() order by seq")
                .execute(Tuple.of(seq)).map(RevocationLog::entries);
    }

    /** @return whether one of the names was revoked, by the record itself */
    Uni<Boolean> contains(String jti, Optional<String> sid) {
        return postgres
                .preparedQuery(
                        "select 1 from revocations where kind = 'jti' and value = $1 or kind = 'sid' and value = $2 limit 1")
                .execute(Tuple.of(jti, sid.orElse(null)))
                .map(rows -> rows.size() > 0);
    }

    private static List<Entry> entries(RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            entries.add(new Entry(row.getLong("seq"), Revocation.of(row.getString("kind"), row.getString("value")),
                    row.getOffsetDateTime("expires_at").toInstant()));
        }
        return entries;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return leader.tryLead("revocations-expiry", c -> c.query("""
                delete from revocations where seq in (select seq from revocations where expires_at < now() limit 10000)""")
                .execute().replaceWithVoid());
    }
}
