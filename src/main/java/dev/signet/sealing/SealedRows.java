package dev.signet.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.signet.stores.StartLeader;

/** The rows that hold a value of one sealed column. */
final class SealedRows {
    private static final int BATCH = 200;

    private final StartLeader postgres;
    private final SealedColumn column;
    private final KnownKeys keys;

    SealedRows(StartLeader postgres, SealedColumn column, KnownKeys keys) {
        this.postgres = postgres;
        this.column = column;
        this.keys = keys;
    }

    private record SealedRow(String id, byte[] sealed, String by) {
    }

    void refuseWhatDoesNotOpen() {
        int unused = eachBatch(rows -> {
            rows.forEach(row -> {
                if (keys.opener(column.label(), row.sealed).isEmpty()) {
                    throw keys.doNotOpen(column + " of " + row.id, row.by);
                }
            });
            return rows.size();
        });
    }

    /** @return what was done, for the operator */
    String sealAnew() {
        int[] seen = { 0 };
        int changed = eachBatch(rows -> {
            seen[0] += rows.size();
            return sealAnew(rows.stream().filter(row -> !isCurrent(row)).toList());
        });
        return column + ": " + seen[0] + " values, " + changed + " sealed anew";
    }

    private boolean isCurrent(SealedRow row) {
        return keys.current().id().equals(row.by) && keys.current().open(column.label(), row.sealed).isPresent();
    }

    /** A row that somebody wrote meanwhile stays as it was written: nobody waits for a lock, and nothing is lost. */
    private int sealAnew(List<SealedRow> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        String update = "update %s set %s = ?, %s = ? where %s = ? and %s = ?".formatted(column.table(), column.sealed(),
                column.by(), column.id(), column.sealed());
        return postgres.transaction(c -> {
            try (PreparedStatement statement = c.prepareStatement(update)) {
                for (SealedRow row : rows) {
                    byte[] plain = keys.open(column.label(), row.sealed).orElseThrow(() -> keys.doNotOpen(row.id, row.by));
                    statement.setBytes(1, keys.current().seal(column.label(), plain));
                    statement.setString(2, keys.current().id());
                    statement.setString(3, row.id);
                    statement.setBytes(4, row.sealed);
                    statement.addBatch();
                }
                int changed = 0;
                for (int count : statement.executeBatch()) {
                    changed += count;
                }
                return changed;
            }
        });
    }

    /** @return how many are under another key than the one that seals now */
    int left() {
        return eachBatch(rows -> (int) rows.stream().filter(row -> !isCurrent(row)).count());
    }

    private int eachBatch(ToIntFunction<List<SealedRow>> work) {
        int sum = 0;
        List<SealedRow> rows = after("");
        while (!rows.isEmpty()) {
            sum += work.applyAsInt(rows);
            rows = after(rows.get(rows.size() - 1).id);
        }
        return sum;
    }

    private List<SealedRow> after(String id) {
        String select = "select %s, %s, %s from %s where %s is not null and %s > ? order by %s limit %d".formatted(column.id(),
                column.sealed(), column.by(), column.table(), column.sealed(), column.id(), column.id(), BATCH);
        return postgres.transaction(c -> rows(c, select, id));
    }

    private static List<SealedRow> rows(Connection c, String select, String after) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(select)) {
            statement.setString(1, after);
            ResultSet found = statement.executeQuery();
            List<SealedRow> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new SealedRow(found.getString(1), found.getBytes(2), found.getString(3)));
            }
            return rows;
        }
    }
}
