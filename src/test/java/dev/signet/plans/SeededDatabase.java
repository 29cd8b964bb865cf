package dev.signet.plans;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/**
 * A database with the schema, so many rows that plans are those of a large one, and no service. Postgres explains a statement
 * whose parameters are not known only where it comes as plain text.
 */
final class SeededDatabase implements AutoCloseable {
    private final Connection connection;

    private SeededDatabase(Connection connection) {
        this.connection = connection;
    }

    static SeededDatabase make(Stores stores) throws SQLException, IOException {
        StoreUrls urls = stores.fresh();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(urls.jdbc());
        source.setUser("postgres");
        source.setPassword("postgres");
        source.setApplicationName("plans");
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        Flyway.configure().dataSource(source).load().migrate();
        Connection connection = source.getConnection();
        try (Statement seeding = connection.createStatement();
                InputStream rows = SeededDatabase.class.getResourceAsStream("rows.sql")) {
            seeding.execute(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        }
        return new SeededDatabase(connection);
    }

    /** @return the plan for parameters that are not known, which is the one that a prepared statement settles on */
    Plan plan(String statement) throws SQLException {
        return Plan.of(query("explain (generic_plan, format json) " + statement).get(0));
    }

    /** @return the first column of every row */
    List<String> query(String select) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<String> found = new ArrayList<>();
            ResultSet rows = statement.executeQuery(select);
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
