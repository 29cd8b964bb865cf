package dev.signet.users;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What is told of a person in the words of OpenID Connect Core 1.0 §5.1: their names, and the profile they wrote. */
@ApplicationScoped
public class PersonClaims {
    /** What {@link #read} reads, of the person whose row is {@code u}: one row for each of their names. */
    public static final String COLUMNS = """
            i.kind, i.display, i.verified, coalesce(p.claims, '{}') as claims,
              extract(epoch from greatest(u.updated_at, p.updated_at))::bigint as updated_at""";
    /** Where they come from, beside {@code users u}. */
    public static final String JOINS = """
            left join user_identifiers i on i.user_id = u.id left join profiles p on p.user_id = u.id""";
    private static final String SELECT = "select " + COLUMNS + " from users u " + JOINS
            + " where u.id = $1 and u.status = 'ACTIVE'";

    private final Pool postgres;

    PersonClaims(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * @param names asked for; unknown ones are ignored
     * @return those that there is something to tell of; empty also when the person is gone or disabled
     */
    public Uni<Map<String, Object>> named(UUID person, Set<String> names) {
        return all(person).map(claims -> {
            claims.keySet().retainAll(names);
            return claims;
        });
    }

    /** @return every claim that there is of the person; empty when the person is gone or disabled */
    public Uni<Map<String, Object>> all(UUID person) {
        return postgres.preparedQuery(SELECT).execute(Tuple.of(person)).map(PersonClaims::read);
    }

    /** @return every claim of the one person whose rows they are */
    public static Map<String, Object> read(RowSet<Row> rows) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (Row row : rows) {
            claims.putAll(row.get(JsonObject.class, "claims").getMap());
            claims.put("updated_at", row.getLong("updated_at"));
            String kind = row.getString("kind");
            if (kind != null) {
                putName(claims, IdentifierKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), row);
            }
        }
        return claims;
    }

    private static void putName(Map<String, Object> claims, IdentifierKind kind, Row row) {
        switch (kind) {
            case USERNAME -> claims.put("preferred_username", row.getString("display"));
            case EMAIL -> {
                claims.put("email", row.getString("display"));
                claims.put("email_verified", row.getBoolean("verified"));
            }
            case PHONE -> {
                claims.put("phone_number", row.getString("display"));
                claims.put("phone_number_verified", row.getBoolean("verified"));
            }
        }
    }
}
