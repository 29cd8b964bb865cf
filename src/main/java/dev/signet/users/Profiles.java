package dev.signet.users;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What people wrote about themselves: a row a person, made when they first write something. */
@ApplicationScoped
public class Profiles {
    private static final String ADDRESS = "address";
    private static final String MAKE = "insert into profiles (user_id) select id from users where id = $1 on conflict do nothing";
    /** One statement, so that two forms sent at once both stand; what is null goes. */
    private static final String CHANGE = """
            update profiles set updated_at = now(), claims = jsonb_strip_nulls(claims || ($2::jsonb - 'address')
              || jsonb_build_object('address', nullif(jsonb_strip_nulls(
                   coalesce(claims -> 'address', '{}') || coalesce($2::jsonb -> 'address', '{}')), '{}')))
            where user_id = $1""";

    private final Pool postgres;

    Profiles(Pool postgres) {
        this.postgres = postgres;
    }

    /** @return the claims by the names of {@link ProfileSyntax#CLAIMS}; those that there are */
    public Uni<Map<String, String>> of(UUID person) {
        return postgres.preparedQuery("select claims from profiles where user_id = $1").execute(Tuple.of(person))
                .map(Profiles::read);
    }

    private static Map<String, String> read(RowSet<Row> rows) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (Row row : rows) {
            JsonObject stored = row.get(JsonObject.class, "claims");
            JsonObject address = stored.getJsonObject(ADDRESS, new JsonObject());
            for (String claim : ProfileSyntax.CLAIMS) {
                Optional<String> member = member(claim);
                String value = member.map(address::getString).orElseGet(() -> stored.getString(claim));
                if (value != null) {
                    claims.put(claim, value);
                }
            }
        }
        return claims;
    }

    /** @param changes the value to have from now on, already judged; empty to have none. Claims not named stay */
    public Uni<Void> change(UUID person, Map<String, Optional<String>> changes) {
        JsonObject patch = new JsonObject();
        JsonObject address = new JsonObject();
        changes.forEach((claim, value) -> member(claim).ifPresentOrElse(name -> address.put(name, value.orElse(null)),
                () -> patch.put(claim, value.orElse(null))));
        if (!address.isEmpty()) {
            patch.put(ADDRESS, address);
        }
        return postgres.preparedQuery(MAKE).execute(Tuple.of(person))
                .chain(() -> postgres.preparedQuery(CHANGE).execute(Tuple.of(person, patch)))
                .replaceWithVoid();
    }

    /** @return the name within the address, of a claim that is part of it */
    private static Optional<String> member(String claim) {
        return claim.startsWith(ProfileSyntax.ADDRESS) ? Optional.of(claim.substring(ProfileSyntax.ADDRESS.length()))
                : Optional.empty();
    }
}
