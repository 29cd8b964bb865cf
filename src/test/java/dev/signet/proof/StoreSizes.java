package dev.signet.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/**
 * What the stores hold at a moment.
 *
 * @param rows of each table
 * @param redisKeys of the replicas' database
 * @param redisBytes that Redis uses in all
 */
record StoreSizes(Map<String, Long> rows, long redisKeys, long redisBytes) {
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'flyway%'""";

    static StoreSizes of(Stores stores, StoreUrls urls) {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement()) {
            Map<String, Long> rows = new TreeMap<>();
            for (String table : texts(s, TABLES)) {
                rows.put(table, Long.parseLong(texts(s, "select count(*) from " + table).get(0)));
            }
            return new StoreSizes(rows, redis(stores, urls, "return redis.call('DBSIZE')"),
                    redis(stores, urls, "return tonumber(string.match(redis.call('INFO', 'memory'), 'used_memory:(%d+)'))"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Statement s, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = s.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static long redis(Stores stores, StoreUrls urls, String script) {
        return Long.parseLong(stores.redis(urls, "EVAL \"" + script + "\" 0").substring(1));
    }

    /** @return the tables that have other rows than before, and how many more */
    Map<String, Long> grownSince(StoreSizes before) {
        Map<String, Long> grown = new TreeMap<>();
        rows.forEach((table, count) -> grown.put(table, count - before.rows.get(table)));
        grown.values().removeIf(more -> more == 0);
        return grown;
    }
}
