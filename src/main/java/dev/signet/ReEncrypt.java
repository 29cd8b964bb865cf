package dev.signet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;

import dev.signet.clients.ClientSecrets;
import dev.signet.keys.KeyRing;
import dev.signet.sealing.ReEncryption;
import dev.signet.sealing.SealedColumn;

/**
 * The command {@code re-encrypt}: Postgres alone, over plain JDBC. No service starts, so nothing listens, no schedule runs,
 * and the schema stays as it is.
 */
final class ReEncrypt {
    static final String NAME = "re-encrypt";
    private static final String URL = "quarkus.datasource.jdbc.url";

    private ReEncrypt() {
    }

    /** @return the exit code: 0, or 1 with a sentence that says why */
    static int run(Config config) {
        try {
            new ReEncryption(config, postgres(config), sealed()).run().forEach(System.out::println);
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("Signet did not re-encrypt.");
            e.getMessage().lines().forEach(line -> System.err.println("  " + line));
            return 1;
        }
    }

    private static List<SealedColumn> sealed() {
        return Stream.concat(Stream.of(KeyRing.SEALED), ClientSecrets.COLUMNS.stream()).toList();
    }

    private static DataSource postgres(Config config) {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(setting(config, URL).orElseThrow(() -> new IllegalArgumentException(URL
                + " is not set: it is where Postgres is, for instance jdbc:postgresql://db:5432/signet.")));
        setting(config, "quarkus.datasource.username").ifPresent(postgres::setUser);
        setting(config, "quarkus.datasource.password").ifPresent(postgres::setPassword);
        postgres.setApplicationName("signet " + NAME);
        return postgres;
    }

    private static Optional<String> setting(Config config, String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }
}
