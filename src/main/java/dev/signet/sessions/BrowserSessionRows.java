package dev.signet.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.Leader;
import dev.signet.stores.Sha256;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rows of {@code sessions}. */
@ApplicationScoped
class BrowserSessionRows {
    private static final String LIVE = " revoked_at is null and expires_at > now() and last_used_at > now() - %s::bigint * interval '1 second' ";

    private static final String FIND = """
            select id, user_id, auth_time, amr, last_used_at < now() - interval '5 minutes' as stale
            from sessions where secret_hash = $1 and""" + LIVE.formatted("$2");

    /** The person's row is locked while the session is written: a disable or a new password waits, or sees it. */
    private static final String WRITE = """
            insert into sessions (id, secret_hash, user_id, auth_time, amr, ip, user_agent, expires_at)
            select $1, $2, u.id, $4, $5, $6, $7, now() + $8::bigint * interval '1 second'
            from users u where u.id = $3 and u.status = 'ACTIVE' and u.credential_version = $9
            for share of u
            on conflict (id) do update set secret_hash = excluded.secret_hash, auth_time = excluded.auth_time,
              amr = excluded.amr, ip = excluded.ip, user_agent = excluded.user_agent, last_used_at = now(),
              expires_at = excluded.expires_at
            where sessions.revoked_at is null and sessions.user_id = excluded.user_id""";

    private static final String OF = "select id, created_at, last_used_at, ip, user_agent from sessions where user_id = $1 and"
            + LIVE.formatted("$2") + "order by last_used_at desc, id limit 1000";

    private static final String DELETE_EXPIRED = """
            delete from sessions where id = any (array(select id from sessions where %s order by %s limit
            """ + Leader.BATCH + "))";

    private final Pool postgres;
    private final Leader leader;
    private final SessionsConfig config;

    BrowserSessionRows(Pool postgres, Leader leader, SessionsConfig config) {
        this.postgres = postgres;
        this.leader = leader;
        this.config = config;
    }

    Uni<Optional<BrowserSession>> find(String cookie) {
        return postgres.preparedQuery(FIND).execute(Tuple.of(hash(cookie), config.idle().toSeconds()))
                .call(this::touch)
                .map(BrowserSessionRows::read);
    }

    private static Buffer hash(String cookie) {
        return Buffer.buffer(Sha256.of(cookie.getBytes(US_ASCII)));
    }

    /** A use is noted once in a while: a row is not written with every page. */
    private Uni<Void> touch(RowSet<Row> rows) {
        for (Row row : rows) {
            if (row.getBoolean("stale")) {
                return postgres.preparedQuery("update sessions set last_used_at = now() where id = $1")
                        .execute(Tuple.of(row.getUUID("id"))).replaceWithVoid();
            }
        }
        return Uni.createFrom().voidItem();
    }

    private static Optional<BrowserSession> read(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new BrowserSession(row.getUUID("id"), row.getUUID("user_id"),
                    row.getOffsetDateTime("auth_time").toInstant(), List.of(row.getArrayOfStrings("amr"))));
        }
        return Optional.empty();
    }

    /** @return whether the person may still sign in with the credential that was judged: else nothing was written */
    Uni<Boolean> write(NewBrowserSession signedIn, int credentialVersion, Visitor from) {
        BrowserSession session = signedIn.session();
        return postgres.preparedQuery(WRITE)
                .execute(Tuple.from(Arrays.asList(session.id(), hash(signedIn.cookie()), session.user(),
                        session.authTime().atOffset(ZoneOffset.UTC), session.methods().toArray(String[]::new), from.ip(),
                        from.userAgent(), config.absolute().toSeconds(), credentialVersion)))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<List<BrowserSessionView>> live(UUID user) {
        return postgres.preparedQuery(OF).execute(Tuple.of(user, config.idle().toSeconds())).map(BrowserSessionRows::views);
    }

    private static List<BrowserSessionView> views(RowSet<Row> rows) {
        List<BrowserSessionView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            views.add(new BrowserSessionView(row.getUUID("id"), row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("last_used_at").toInstant(), row.getString("ip"), row.getString("user_agent")));
        }
        return views;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return leader.tryLeadBatches("sessions-expiry", DELETE_EXPIRED.formatted("expires_at < now()", "expires_at"))
                .chain(() -> leader.tryLeadBatches("sessions-expiry",
                        DELETE_EXPIRED.formatted("revoked_at < now() - interval '1 day'", "revoked_at")));
    }
}
