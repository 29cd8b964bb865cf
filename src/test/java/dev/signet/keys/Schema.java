package dev.signet.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** A database of its own that has the schema and no service. */
record Schema(DataSource postgres) {

    static Schema fresh(Stores stores) {
        Schema schema = at(stores.fresh());
        Flyway.configure().dataSource(schema.postgres).load().migrate();
        return schema;
    }

    static Schema at(StoreUrls urls) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(urls.jdbc());
        source.setUser("postgres");
        source.setPassword("postgres");
        return new Schema(source);
    }

    /** A signing key as the version before sealed it. */
    void signingKey(String encryptionKey) throws SQLException {
        execute("insert into signing_keys (kid, use, alg, state, sealed_key) values ('k', 'refresh-mac', 'HS256', 'ACTIVE', ?)",
                new KeyEncryption(encryptionKey).seal(SigningKeys.SEAL, new byte[32]).bytes());
    }

    void execute(String statement, byte[]... parameters) throws SQLException {
        try (Connection c = postgres.getConnection(); PreparedStatement s = c.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setBytes(i + 1, parameters[i]);
            }
            s.execute();
        }
    }

    /** @return the first column of every row, comma-separated */
    String query(String select) throws SQLException {
        StringBuilder found = new StringBuilder();
        try (Connection c = postgres.getConnection();
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(select)) {
            while (rows.next()) {
                found.append(found.isEmpty() ? "" : ",").append(rows.getString(1));
            }
        }
        return found.toString();
    }
}
