package dev.signet.admin;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The one row of {@code clients_file}: which file's clients hold. */
@ApplicationScoped
class FileRecord {

    Uni<Void> write(SqlConnection c, byte[] digest) {
        return c.preparedQuery("""
                insert into clients_file (digest) values ($1)
                on conflict (one) do update set digest = excluded.digest, since = now()""")
                .execute(Tuple.of(Buffer.buffer(digest))).replaceWithVoid();
    }

    Uni<Boolean> holds(SqlConnection c, byte[] digest) {
        return c.preparedQuery("select 1 from clients_file where digest = $1").execute(Tuple.of(Buffer.buffer(digest)))
                .map(rows -> rows.size() > 0);
    }
}
