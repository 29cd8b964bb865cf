package dev.signet.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.signet.stores.StartLeader;

/** The rows of {@code wrapped_keys}. Blocks: it is asked at start, and by the command that re-encrypts. */
final class WrappedKeys {
    private final StartLeader leader;

    WrappedKeys(DataSource postgres) {
        this.leader = new StartLeader(postgres);
    }

    /** @return the provider's, the newest first */
    List<WrappedKey> of(String provider) {
        return leader.transaction(c -> rows(c, provider));
    }

    /**
     * Keeps a first one, unless another replica has meanwhile: one at a time holds the lock.
     *
     * @return what is kept
     */
    List<WrappedKey> first(String provider, Supplier<WrappedKey> make) {
        return leader.lead("key-encryption", c -> {
            List<WrappedKey> rows = rows(c, provider);
            return rows.isEmpty() ? List.of(insert(c, provider, make.get())) : rows;
        });
    }

    private static List<WrappedKey> rows(Connection c, String provider) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "select id, wrapped from wrapped_keys where provider = ? order by created_at desc, id")) {
            select.setString(1, provider);
            ResultSet found = select.executeQuery();
            List<WrappedKey> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new WrappedKey(found.getString(1), found.getString(2)));
            }
            return rows;
        }
    }

    private static WrappedKey insert(Connection c, String provider, WrappedKey key) throws SQLException {
        try (PreparedStatement insert = c
                .prepareStatement("insert into wrapped_keys (provider, id, wrapped) values (?, ?, ?)")) {
            insert.setString(1, provider);
            insert.setString(2, key.id());
            insert.setString(3, key.wrapped());
            insert.executeUpdate();
            return key;
        }
    }

    /** @return whether it was still as it was read */
    boolean replace(String provider, WrappedKey before, WrappedKey after) {
        return leader.transaction(c -> {
            try (PreparedStatement update = c.prepareStatement("update wrapped_keys set wrapped = ?, wrapped_at = now() "
                    + "where provider = ? and id = ? and wrapped = ?")) {
                update.setString(1, after.wrapped());
                update.setString(2, provider);
                update.setString(3, before.id());
                update.setString(4, before.wrapped());
                return update.executeUpdate() == 1;
            }
        });
    }
}
