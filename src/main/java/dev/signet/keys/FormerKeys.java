package dev.signet.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The rows of {@code former_keys}. A client may keep the ID token of a sign-in for as long as that lives, and send it back when
 * the person signs out: without these, signing out would fail after a rotation.
 */
@ApplicationScoped
class FormerKeys {
    private final Pool postgres;
    private final Duration longestSignIn;

    /** The setting of {@code sessions} is read by name: that package lies above. */
    FormerKeys(Pool postgres,
            @ConfigProperty(name = "signet.sessions.absolute", defaultValue = "90d") Duration longestSignIn) {
        this.postgres = postgres;
        this.longestSignIn = longestSignIn;
    }

    /** Keeps the public part of a key that retired in good order and is about to go; a stolen one is kept by nobody. */
    Uni<Void> keep(SqlConnection c, String kid) {
        return c.query("delete from former_keys where forget_at < now()").execute()
                .chain(() -> c.preparedQuery("""
                        insert into former_keys (kid, alg, public_jwk, forget_at)
                        select kid, alg, public_jwk, now() + $2::bigint * interval '1 second' from signing_keys
                        where kid = $1 and use = 'sig' and state = 'RETIRED' on conflict do nothing""")
                        .execute(Tuple.of(kid, longestSignIn.toSeconds())))
                .replaceWithVoid();
    }

    Uni<List<FormerKey>> load() {
        return postgres.query("select kid, alg, public_jwk from former_keys where forget_at > now()").execute()
                .map(FormerKeys::keys);
    }

    private static List<FormerKey> keys(RowSet<Row> rows) {
        List<FormerKey> keys = new ArrayList<>(rows.size());
        for (Row row : rows) {
            keys.add(new FormerKey(row.getString("kid"), row.getString("alg"),
                    SigningKeys.publicKey(row.getString("kid"), row.getString("public_jwk"))));
        }
        return keys;
    }
}
