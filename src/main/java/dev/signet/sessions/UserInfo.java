package dev.signet.sessions;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.users.PersonClaims;
import dev.signet.users.StandardClaims;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What a client may know of the person who signed in (OpenID Connect Core 1.0 §5.3.2), read in one query. */
@ApplicationScoped
public class UserInfo {
    private static final String SELECT = "select f.claims as asked, " + PersonClaims.COLUMNS
            + " from refresh_families f join users u on u.id = f.user_id and u.status = 'ACTIVE' " + PersonClaims.JOINS
            + " where f.id = $1";

    private final Pool postgres;

    UserInfo(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * @param signIn {@code sid} of an access token
     * @param scopes of that token
     * @return the claims that the scopes stand for, and those that the authorization request asked for one by one; empty also
     *         when the person is gone or disabled
     */
    public Uni<Map<String, Object>> of(UUID signIn, Set<String> scopes) {
        return postgres.preparedQuery(SELECT).execute(Tuple.of(signIn)).map(rows -> read(rows, scopes));
    }

    private static Map<String, Object> read(RowSet<Row> rows, Set<String> scopes) {
        Map<String, Object> claims = PersonClaims.read(rows);
        Set<String> names = StandardClaims.of(scopes);
        for (Row row : rows) {
            names.addAll(ClaimsRequest.of(row.getString("asked")).ofUserInfo());
        }
        claims.keySet().retainAll(names);
        return claims;
    }
}
