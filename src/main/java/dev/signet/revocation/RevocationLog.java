package dev.signet.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.signet.revocation.Revocation.Kind;
import dev.signet.stores.Leader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rows of {@code revocations}: the record that every faster copy is made from. */
@ApplicationScoped
public class RevocationLog {
    /** Other replicas hear on this channel, when the transaction commits, that there is something to read. */
    static final String CHANNEL = "signet_revocations";
    private static final String LOCK = "select count(*) from (select pg_advisory_xact_lock(hashtext('signet'), hashtext('revocations'))) held";
    private static final String TELL = "select count(*) from (select pg_notify('" + CHANNEL + "', '')) told";

    /**
     * A client's cut is the second after this one: a replica that has not heard of it yet mints into the past. A key's row
     * outlives its tokens: whoever stole the key can make new ones for verifiers that still have it. Clients that take
     * security events are to be told of each.
     */
    private static final String APPEND = """
            with appended as (
              insert into revocations (kind, value, cut, status_entries, expires_at)
              select kind, value, case when kind = 'client' then cast(floor(extract(epoch from clock_timestamp())) as bigint) + 1 end,
                coalesce(entries, '{}'), clock_timestamp() + case when kind = 'kid' then interval '30 days'
                  else (cast(%2$s as double precision) + 30) * interval '1 second' end
              from jsonb_to_recordset(cast(cast(%1$s as text) as jsonb)) as revoked (kind text, value text, entries bigint[])
              returning kind, value, cut)
            insert into security_events (client_id, kind, value, cut)
            select c.client_id, a.kind, a.value, a.cut from appended a, clients c
            where c.security_events_uri is not null and c.enabled""";

    private final Pool postgres;
    private final Leader leader;

    RevocationLog(Pool postgres, Leader leader) {
        this.postgres = postgres;
        this.leader = leader;
    }

    /**
     * Appends within the current Panache transaction, as its last step: the lock that orders numbers is held until the
     * commit, and whoever takes it first and another lock after it could wait for itself.
     *
     * @param revocations may be empty
     * @param life how long the last token that they name can still live; the row outlives it by half a minute
     */
    public Uni<Void> append(Collection<Revocation> revocations, Duration life) {
        if (revocations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> append(session, revocations, life));
    }

    private static Uni<Void> append(Mutiny.Session session, Collection<Revocation> revocations, Duration life) {
        return session.createNativeQuery(LOCK, Long.class).getSingleResult()
                .chain(() -> session.createNativeQuery(APPEND.formatted(":rows", ":life"))
                        .setParameter("rows", json(revocations)).setParameter("life", (double) life.toSeconds())
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(TELL, Long.class).getSingleResult())
                .replaceWithVoid();
    }

    /** The same within the transaction that is open on the connection. */
    public Uni<Void> append(SqlConnection c, Collection<Revocation> revocations, Duration life) {
        return c.query(LOCK).execute()
                .chain(() -> c.preparedQuery(APPEND.formatted("$1", "$2"))
                        .execute(Tuple.of(json(revocations), (double) life.toSeconds())))
                .chain(() -> c.query(TELL).execute())
                .replaceWithVoid();
    }

    private static String json(Collection<Revocation> revocations) {
        JsonArray rows = new JsonArray();
        for (Revocation revocation : revocations) {
            rows.add(new JsonObject().put("kind", revocation.kind().text()).put("value", revocation.value())
                    .put("entries", new JsonArray(revocation.entries().stream().map(StatusEntry::packed).toList())));
        }
        return rows.encode();
    }

    /**
     * What the log says at a moment.
     *
     * @param at Postgres's time
     * @param entries in order
     */
    record Page(Instant at, List<RevocationEntry> entries) {
    }

    /** @return every unexpired entry above the number */
    Uni<Page> after(long seq) {
        return postgres.preparedQuery("""
                select clock_timestamp() as at, r.* from (select) always left join (
                  select seq, kind, value, cut, status_entries, revoked_at, expires_at from revocations
                  where seq > $1 and expires_at > now()) r on true order by seq""")
                .execute(Tuple.of(seq)).map(RevocationLog::page);
    }

    /** There is always a row: without an entry where there are none. */
    private static Page page(RowSet<Row> rows) {
        Row first = rows.iterator().next();
        return new Page(first.getOffsetDateTime("at").toInstant(),
                first.getLong("seq") == null ? List.of() : entries(rows));
    }

    /** @return whether the token was revoked, by the record itself */
    Uni<Boolean> contains(RevocableToken token) {
        return postgres.preparedQuery("""
                select 1 from revocations where kind = 'jti' and value = $1 or kind = 'sid' and value = $2
                  or kind = 'client' and value = $3 and cut >= $4 or kind = 'kid' and value = $5 limit 1""")
                .execute(Tuple.of(token.jti(), token.sid().orElse(null), token.clientId(), token.issuedAt(),
                        token.kid().orElse(null)))
                .map(rows -> rows.size() > 0);
    }

    /** @return the newest entries below the number, the newest first, expired or not */
    public Uni<List<RevocationEntry>> before(long seq, int limit) {
        return postgres.preparedQuery("""
                select seq, kind, value, cut, status_entries, revoked_at, expires_at from revocations
                where seq < $1 order by seq desc limit $2""").execute(Tuple.of(seq, limit)).map(RevocationLog::entries);
    }

    private static List<RevocationEntry> entries(RowSet<Row> rows) {
        List<RevocationEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            entries.add(new RevocationEntry(row.getLong("seq"), revocation(row), cut(row),
                    row.getOffsetDateTime("revoked_at").toInstant(), row.getOffsetDateTime("expires_at").toInstant()));
        }
        return entries;
    }

    private static Revocation revocation(Row row) {
        return new Revocation(Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("value"),
                Arrays.stream(row.getArrayOfLongs("status_entries")).map(StatusEntry::of).toList());
    }

    private static OptionalLong cut(Row row) {
        Long cut = row.getLong("cut");
        return cut == null ? OptionalLong.empty() : OptionalLong.of(cut);
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return leader.tryLeadBatches("revocations-expiry", """
                delete from revocations where seq = any (array(
                  select seq from revocations where expires_at < now() order by expires_at limit %d))"""
                .formatted(Leader.BATCH));
    }
}
