package dev.signet.sessions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What people agreed that clients may have: the rows of {@code consents}. */
@ApplicationScoped
public class Consents {
    private final Pool postgres;
    private final SignOuts signOuts;

    Consents(Pool postgres, SignOuts signOuts) {
        this.postgres = postgres;
        this.signOuts = signOuts;
    }

    /** @return whether the person agreed before to all of this */
    public Uni<Boolean> covers(UUID user, String clientId, Set<String> scopes, Set<String> claims) {
        return postgres.preparedQuery("select scope, claims from consents where user_id = $1 and client_id = $2")
                .execute(Tuple.of(user, clientId))
                .map(rows -> covers(rows, scopes, claims));
    }

    private static boolean covers(RowSet<Row> rows, Set<String> scopes, Set<String> claims) {
        for (Row row : rows) {
            return new HashSet<>(List.of(row.getArrayOfStrings("scope"))).containsAll(scopes)
                    && new HashSet<>(List.of(row.getArrayOfStrings("claims"))).containsAll(claims);
        }
        return false;
    }

    /** Remembers what the person agreed to, beside what they agreed to before. */
    public Uni<Void> grant(UUID user, String clientId, Set<String> scopes, Set<String> claims) {
        return postgres.preparedQuery("""
                insert into consents as c (user_id, client_id, scope, claims) values ($1, $2, $3, $4)
                on conflict (user_id, client_id) do update set updated_at = now(),
                  scope = array(select distinct unnest(c.scope || excluded.scope)),
                  claims = array(select distinct unnest(c.claims || excluded.claims))""")
                .execute(Tuple.of(user, clientId, scopes.toArray(String[]::new), claims.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** @return the clients that the person agreed to, the last first */
    public Uni<List<ConsentView>> of(UUID user) {
        return postgres.preparedQuery("""
                select c.client_id, k.client_name, c.scope, c.granted_at
                from consents c join clients k on k.client_id = c.client_id
                where c.user_id = $1 order by c.granted_at desc, c.client_id limit 1000""")
                .execute(Tuple.of(user)).map(Consents::views);
    }

    private static List<ConsentView> views(RowSet<Row> rows) {
        List<ConsentView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            views.add(new ConsentView(row.getString("client_id"), row.getString("client_name"),
                    List.of(row.getArrayOfStrings("scope")), row.getOffsetDateTime("granted_at").toInstant()));
        }
        return views;
    }

    /** Takes the person's agreement back and ends their sign-ins at the client. Answers once that is durable. */
    public Uni<Void> withdraw(UUID user, String clientId) {
        return postgres.preparedQuery("delete from consents where user_id = $1 and client_id = $2")
                .execute(Tuple.of(user, clientId))
                .chain(() -> signOuts.endAllAt(clientId, user));
    }
}
