package dev.signet.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The lives of signing keys as {@code signing_keys} has them; what a key is made of stays with {@link SigningKeys}. */
@ApplicationScoped
class KeyRows {
    private static final String LIVES = """
            select kid, alg, state, created_at, active_from, retired_at, expires_at, clock_timestamp() as now,
              (select version from table_versions where name = 'clients') as clients
            from signing_keys where use = 'sig'
            order by alg = 'RS256' desc, alg, state = 'ACTIVE' desc, created_at desc, kid""";
    /**
     * By the order of an index: where nearly all clients have one algorithm, Postgres would look for another through all of
     * them.
     */
    private static final String IN_USE = """
            select alg from unnest($1::text[]) alg
            where alg in (
              (select c.id_token_signed_response_alg from clients c where c.id_token_signed_response_alg >= alg order by 1 limit 1),
              (select c.userinfo_signed_response_alg from clients c where c.userinfo_signed_response_alg >= alg order by 1 limit 1),
              (select c.introspection_signed_response_alg from clients c where c.introspection_signed_response_alg >= alg order by 1 limit 1),
              (select c.access_token_signed_response_alg from clients c where c.access_token_signed_response_alg >= alg order by 1 limit 1))""";

    private volatile InUse lastInUse = new InUse(-1, Set.of());

    /** @param clients the version of table {@code clients} that it was read from, or an older one */
    private record InUse(long clients, Set<String> algs) {
    }

    /** Reads the clients only where they changed, so that it costs one small query. */
    Uni<KeySnapshot> look(SqlClient c) {
        return c.query(LIVES).execute().chain(rows -> snapshot(c, rows));
    }

    private Uni<KeySnapshot> snapshot(SqlClient c, RowSet<Row> rows) {
        Row first = rows.iterator().next();
        List<KeyLife> keys = new ArrayList<>(rows.size());
        rows.forEach(row -> keys.add(life(row)));
        return inUse(c, first.getLong("clients"))
                .map(inUse -> new KeySnapshot(List.copyOf(keys), inUse.algs(), instant(first, "now").orElseThrow()));
    }

    private Uni<InUse> inUse(SqlClient c, long version) {
        InUse last = lastInUse;
        return last.clients() == version ? Uni.createFrom().item(last)
                : c.preparedQuery(IN_USE).execute(Tuple.of(KeyRing.ALGS.toArray(String[]::new)))
                        .map(rows -> new InUse(version, algs(rows))).invoke(read -> lastInUse = read);
    }

    private static Set<String> algs(RowSet<Row> rows) {
        Set<String> algs = new HashSet<>();
        rows.forEach(row -> algs.add(row.getString("alg")));
        return Set.copyOf(algs);
    }

    private static KeyLife life(Row row) {
        return new KeyLife(row.getString("kid"), row.getString("alg"), KeyState.valueOf(row.getString("state")),
                instant(row, "created_at").orElseThrow(), instant(row, "active_from"), instant(row, "retired_at"),
                instant(row, "expires_at"));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** @return what the key of that name is for; empty where there is none */
    Uni<Optional<String>> useOf(SqlClient c, String kid) {
        return c.preparedQuery("select use from signing_keys where kid = $1").execute(Tuple.of(kid))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getString("use")));
    }

    /** The NEXT key is to sign from that moment on. */
    Uni<Void> want(SqlConnection c, String kid, Instant from) {
        return update(c, "update signing_keys set active_from = $2 where kid = $1 and state = 'NEXT'", kid, from);
    }

    Uni<Void> activate(SqlConnection c, String kid, Instant now) {
        return update(c, "update signing_keys set state = 'ACTIVE', active_from = $2 where kid = $1", kid, now);
    }

    Uni<Void> retire(SqlConnection c, String kid, Instant now, Duration lingering) {
        return c.preparedQuery("update signing_keys set state = 'RETIRED', retired_at = $2, expires_at = $3 where kid = $1")
                .execute(Tuple.of(kid, utc(now), utc(now.plus(lingering)))).replaceWithVoid();
    }

    Uni<Void> leave(SqlConnection c, String kid, Instant at) {
        return update(c, "update signing_keys set retired_at = $2 where kid = $1", kid, at);
    }

    Uni<Void> stay(SqlConnection c, String kid) {
        return c.preparedQuery("update signing_keys set retired_at = null where kid = $1").execute(Tuple.of(kid))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection c, String kid) {
        return c.preparedQuery("delete from signing_keys where kid = $1 and use = 'sig'").execute(Tuple.of(kid))
                .replaceWithVoid();
    }

    private static Uni<Void> update(SqlConnection c, String statement, String kid, Instant moment) {
        return c.preparedQuery(statement).execute(Tuple.of(kid, utc(moment))).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
