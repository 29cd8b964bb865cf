package dev.signet.sessions;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.revocation.StatusEntry;
import dev.signet.stores.Leader;
import dev.signet.tokens.Confirmation;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

/**
 * The rows of {@code refresh_families}. Opening and refreshing are one autocommit statement each: they are on every
 * person's way to a token. Ending joins the caller's transaction.
 */
@ApplicationScoped
class RefreshFamilies {
    private static final String OFFLINE = "offline_access";
    private static final Logger LOG = Logger.getLogger(RefreshFamilies.class);

    private static final String INSERT = """
            insert into refresh_families
              (id, user_id, client_id, scope, audience, secret_hash, ip, user_agent, jkt, x5t_s256, nonce, claims, auth_time, amr,
               offline, session_id, status_entries, idle_expires_at, expires_at)
            select $1, u.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, %s, $19, least(now() + $16::bigint * interval '1 second', x.at), x.at
            """;

    /** Locks the person's row while it inserts: a disable or a password change waits for it, or it sees theirs. */
    private static final String OPEN_BY_PASSWORD = INSERT.formatted("null::uuid") + """
            from users u, lateral (select now() + $17::bigint * interval '1 second') x (at)
            where u.id = $2 and u.status = 'ACTIVE' and u.credential_version = $18
            for share of u
            on conflict (id) do nothing""";

    /** Locks the browser session's row too; a sign-in that is not offline ends with it at the latest. */
    private static final String OPEN_IN_SESSION = INSERT.formatted("s.id")
            + """
                    from users u join sessions s on s.user_id = u.id,
                      lateral (select case when $15 then now() + $17::bigint * interval '1 second' else least(now() + $17::bigint * interval '1 second', s.expires_at) end) x (at)
                    where u.id = $2 and u.status = 'ACTIVE' and s.id = $18 and s.revoked_at is null and s.expires_at > now()
                    for share of u, s
                    on conflict (id) do nothing""";

    private static final String ROTATE = """
            update refresh_families f set
              generation = greatest(f.generation, $4::int + 1),
              rotated_at = case when $4 >= f.generation then now() else f.rotated_at end,
              idle_expires_at = case when $4 >= f.generation
                then least(now() + $6::bigint * interval '1 second', f.expires_at) else f.idle_expires_at end,
              status_entries = case
                when $9::bigint is null or exists (select 1 from unnest(f.status_entries) e where e >> 20 = $9 >> 20)
                then f.status_entries
                else array(select e from unnest(f.status_entries) e
                  where e >> 20 >= (select coalesce(min(id), 0) from status_lists where drops_at > now())) || $9 end
            from (select generation from refresh_families where id = $1) before
            where f.id = $1 and f.secret_hash = $2 and f.client_id = $3 and f.jkt is not distinct from $5
              and f.x5t_s256 is not distinct from $8 and f.revoked_at is null and f.idle_expires_at > now() and f.expires_at > now()
              and ($4 >= f.generation or $4 = f.generation - 1 and f.rotated_at > now() - $7::bigint * interval '1 millisecond')
            returning f.id, f.user_id, f.scope, f.audience, coalesce(f.auth_time, f.created_at) as auth_time, f.amr, f.claims,
              f.status_entries, before.generation as was""";

    private static final String REUSED = """
            select 1 from refresh_families
            where id = $1 and secret_hash = $2 and client_id = $3 and jkt is not distinct from $4
              and x5t_s256 is not distinct from $6 and generation > $5 and revoked_at is null and idle_expires_at > now() and expires_at > now()""";

    private final Pool postgres;
    private final Leader leader;
    private final SessionsConfig config;

    RefreshFamilies(Pool postgres, Leader leader, SessionsConfig config) {
        this.postgres = postgres;
        this.leader = leader;
        this.config = config;
    }

    /**
     * @param status the entry that its first tokens have in a status list
     * @return whether the family was opened. It was not when the person may no longer sign in so, or when a family of that
     *         id was opened before
     */
    Uni<Boolean> open(SignIn signIn, RefreshToken first, Optional<StatusEntry> status) {
        return postgres.preparedQuery(signIn.by().session().isPresent() ? OPEN_IN_SESSION : OPEN_BY_PASSWORD)
                .execute(Tuple.from(Arrays.asList(first.family(), signIn.by().user(), signIn.client().clientId(),
                        signIn.access().scope(), signIn.access().audience().toArray(String[]::new),
                        Buffer.buffer(first.secretHash()), signIn.from().ip(), signIn.from().userAgent(),
                        signIn.confirmation().jkt().orElse(null), signIn.confirmation().certificate().orElse(null),
                        signIn.nonce().orElse(null), signIn.claims().json(), signIn.by().at().atOffset(ZoneOffset.UTC),
                        signIn.by().methods().toArray(String[]::new), signIn.access().scopes().contains(OFFLINE),
                        config.idle().toSeconds(), config.absolute().toSeconds(),
                        signIn.by().session().<Object> map(id -> id).orElse(signIn.by().credentialVersion()),
                        status.stream().map(StatusEntry::packed).toArray(Long[]::new))))
                .map(rows -> rows.rowCount() == 1)
                .onFailure(RefreshFamilies::isClientGone).recoverWithItem(false);
    }

    /** Deleted on another replica, and still in the memory of this one. */
    private static boolean isClientGone(Throwable failure) {
        return failure instanceof PgException refused && "23503".equals(refused.getSqlState());
    }

    /**
     * @param offered what the family takes as its entry in a status list if it has none in that list
     * @return the family, moved to the token's successor or already there within the grace; empty: it does not refresh
     */
    Uni<Optional<RefreshFamily>> rotate(RefreshToken token, String clientId, Confirmation confirmation,
            Optional<StatusEntry> offered) {
        return postgres.preparedQuery(ROTATE)
                .execute(Tuple.from(Arrays.asList(token.family(), Buffer.buffer(token.secretHash()),
                        clientId, token.generation(), confirmation.jkt().orElse(null), config.idle().toSeconds(),
                        config.refreshGrace().toMillis(), confirmation.certificate().orElse(null),
                        offered.map(StatusEntry::packed).orElse(null))))
                .map(rows -> rotated(rows, token, offered));
    }

    private static Optional<RefreshFamily> rotated(RowSet<Row> rows, RefreshToken token, Optional<StatusEntry> offered) {
        for (Row row : rows) {
            if (row.getInteger("was") < token.generation()) {
                LOG.warnf("refresh family %s was at generation %d and was presented %d: the database lost commits",
                        token.family(),
                        row.getInteger("was"), token.generation());
            }
            return Optional.of(new RefreshFamily(row.getUUID("id"), row.getUUID("user_id"),
                    new Access(row.getString("scope"), List.of(row.getArrayOfStrings("audience"))),
                    row.getOffsetDateTime("auth_time").toInstant(), List.of(row.getArrayOfStrings("amr")),
                    ClaimsRequest.of(row.getString("claims")), offered.flatMap(entry -> inItsList(row, entry))));
        }
        return Optional.empty();
    }

    private static Optional<StatusEntry> inItsList(Row row, StatusEntry offered) {
        return Arrays.stream(row.getArrayOfLongs("status_entries")).map(StatusEntry::of)
                .filter(entry -> entry.list() == offered.list()).findFirst();
    }

    /** @return whether a live family's older token was presented by the right client: somebody else holds a copy */
    Uni<Boolean> reused(RefreshToken token, String clientId, Confirmation confirmation) {
        return postgres.preparedQuery(REUSED)
                .execute(Tuple.from(Arrays.asList(token.family(), Buffer.buffer(token.secretHash()),
                        clientId, confirmation.jkt().orElse(null), token.generation(),
                        confirmation.certificate().orElse(null))))
                .map(rows -> rows.size() > 0);
    }

    /** @return the client of the family that the token is of, whatever became of the family since */
    Uni<Optional<String>> clientOf(RefreshToken token) {
        return postgres.preparedQuery("select client_id from refresh_families where id = $1 and secret_hash = $2")
                .execute(Tuple.of(token.family(), Buffer.buffer(token.secretHash())))
                .map(rows -> rows.size() > 0 ? Optional.of(rows.iterator().next().getString("client_id")) : Optional.empty());
    }

    /** @return the person's live sign-ins, newest first */
    Uni<List<SignInView>> live(UUID user) {
        return postgres.preparedQuery("""
                select f.id, c.client_name, f.created_at, f.rotated_at, f.ip, f.user_agent
                from refresh_families f join clients c on c.client_id = f.client_id
                where f.user_id = $1 and f.revoked_at is null and f.idle_expires_at > now() and f.expires_at > now()
                order by f.created_at desc, f.id limit 1000""").execute(Tuple.of(user)).map(RefreshFamilies::views);
    }

    /** @return whether there is, or was, such a family */
    Uni<Boolean> exists(UUID family) {
        return any("refresh_families where id = $1", Tuple.of(family));
    }

    /** @return whether there is, or was, such a browser's session */
    Uni<Boolean> sessionExists(UUID session) {
        return any("sessions where id = $1", Tuple.of(session));
    }

    /** @return whether the live sign-in is that person's */
    Uni<Boolean> belongs(UUID family, UUID user) {
        return any("refresh_families where id = $1 and user_id = $2", Tuple.of(family, user));
    }

    /** @return whether the browser's session is that person's */
    Uni<Boolean> sessionBelongs(UUID session, UUID user) {
        return any("sessions where id = $1 and user_id = $2", Tuple.of(session, user));
    }

    /** @return whether there is, or was, such a family at that client */
    Uni<Boolean> isAt(UUID family, String clientId) {
        return any("refresh_families where id = $1 and client_id = $2", Tuple.of(family, clientId));
    }

    private Uni<Boolean> any(String rows, Tuple parameters) {
        return postgres.preparedQuery("select 1 from " + rows).execute(parameters).map(found -> found.size() > 0);
    }

    private static List<SignInView> views(RowSet<Row> rows) {
        List<SignInView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            views.add(new SignInView(row.getUUID("id"), row.getString("client_name"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("rotated_at").toInstant(), row.getString("ip"), row.getString("user_agent")));
        }
        return views;
    }

    /** A family outlives its last use by a day, so that what becomes of an old token can still be told. */
    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return leader.tryLeadBatches("families-expiry", """
                delete from refresh_families where id = any (array(
                  select id from refresh_families where expires_at < now() - interval '1 day'
                  order by expires_at limit %d))""".formatted(Leader.BATCH));
    }
}
