package dev.signet.sealing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.eclipse.microprofile.config.Config;

import dev.signet.stores.StartLeader;

/**
 * Seals every value in Postgres anew under the key-encryption key that seals now, while replicas that know it and those before
 * it go on. First all are opened: one that opens under no known key is a refusal, and nothing is changed. Then they are sealed
 * in batches; what is done is done, so that it may be cut off and run again.
 */
public final class ReEncryption {
    private final KeyProviders providers;
    private final WrappedKeys wrapped;
    private final KnownKeys keys;
    private final StartLeader postgres;
    private final List<SealedColumn> columns;

    /**
     * @param config the settings that the service has
     * @param others the sealed columns of other rooms
     * @throws IllegalArgumentException with a sentence, when a setting is missing or wrong
     * @throws IllegalStateException with a sentence, when a provider or Postgres does not do its part
     */
    public ReEncryption(Config config, DataSource postgres, List<SealedColumn> others) {
        this.providers = KeyProviders.of(KeySettings.read(config));
        this.wrapped = new WrappedKeys(postgres);
        this.postgres = new StartLeader(postgres);
        this.columns = Stream.concat(others.stream(), Stream.of(LastingSecrets.COLUMN)).toList();
        refuseUnlessStarted();
        this.keys = providers.keys(wrapped);
    }

    /** Before its first start this version has not yet kept what must outlive the key. */
    private void refuseUnlessStarted() {
        boolean started = this.postgres.transaction(c -> exists(c, "select to_regclass('kept_secrets') is not null")
                && exists(c, "select exists (select 1 from kept_secrets)"));
        if (!started) {
            throw new IllegalStateException(
                    "No replica of this version has started on this database: start one, then run this.");
        }
    }

    private static boolean exists(Connection c, String question) throws SQLException {
        try (Statement statement = c.createStatement(); ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /**
     * @return what was done, a line each
     * @throws IllegalStateException with a sentence, when a value opens under no known key
     */
    public List<String> run() {
        List<SealedRows> tables = columns.stream().map(column -> new SealedRows(postgres, column, keys)).toList();
        tables.forEach(SealedRows::refuseWhatDoesNotOpen);
        List<String> lines = new ArrayList<>();
        lines.add("Sealing under the key " + keys.current() + " of " + keys.setting() + "; opening under " + keys.all() + ".");
        tables.forEach(rows -> lines.add(rows.sealAnew()));
        lines.addAll(providers.rewrap(wrapped));
        int left = tables.stream().mapToInt(SealedRows::left).sum();
        if (left > 0) {
            throw new IllegalStateException(String.join("\n", lines) + "\n" + left + " values were sealed under another key "
                    + "meanwhile: start every replica with the key that seals now, then run this again.");
        }
        return lines;
    }
}
