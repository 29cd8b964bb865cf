package dev.signet.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.passwords.Argon2id;
import dev.signet.testing.Person;

/**
 * So many people, each with two identifiers, a password, a live grant and an event of the audit, written straight into the
 * tables: the ids in the order of time, as the service makes them.
 */
final class Population {
    private static final String ROWS = """
            set session_replication_role = replica;
            create temporary table seeded as select n, uuidv7(make_interval(secs => n - %1$d)) as id
              from generate_series(1, %1$d) n;
            insert into users (id) select id from seeded;
            insert into user_identifiers (kind, value, display, user_id) select 'username', 'seed' || n, 'seed' || n, id from seeded;
            insert into user_identifiers (kind, value, display, user_id)
              select 'email', 'seed' || n || '@example.com', 'seed' || n || '@example.com', id from seeded;
            insert into password_credentials (user_id, phc) select id, '%2$s' from seeded;
            insert into refresh_families (id, user_id, client_id, scope, audience, secret_hash, idle_expires_at, expires_at)
              select gen_random_uuid(), id, 'signet', 'openid', '{seed}', sha256(id::text::bytea), now() + interval '14 days',
                     now() + interval '90 days' from seeded;
            insert into audit_events (id, type, actor, subject)
              select uuidv7(make_interval(secs => n - %1$d)), 'sign-in', id::text, id::text from seeded;
            drop table seeded;
            """;

    private final int people;

    Population(int people) {
        this.people = people;
    }

    /** Writes it, and has Postgres look at what it holds. */
    void writeTo(Stores stores, StoreUrls urls) throws SQLException {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement()) {
            s.execute(ROWS.formatted(people, Argon2id.hash(Person.PASSWORD)));
            s.execute("vacuum analyze");
            s.execute("checkpoint");
        }
    }

    /** @return the username of any of them */
    String anybody() {
        return "seed" + (1 + ThreadLocalRandom.current().nextInt(people));
    }

    int people() {
        return people;
    }
}
