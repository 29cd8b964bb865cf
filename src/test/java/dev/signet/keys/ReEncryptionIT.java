package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.clients.ClientSecrets;
import dev.signet.local.Stores;
import dev.signet.testing.SignetTest;

/** The command's work on a real Postgres, where a service would be in the way. */
@SignetTest
class ReEncryptionIT {
    private static final Map<String, String> B_AFTER_A = Map.of("encryption-key", Keys.B, "encryption-key-id", "b",
            "previous-encryption-keys", "a:" + Keys.A);
    private static final String SEALED_BY = "select coalesce(sealed_by, '-') from signing_keys union all "
            + "select coalesce(client_secret_sealed_by, '-') from clients where client_secret_sealed is not null";

    private final Stores stores;
    private Schema schema;

    ReEncryptionIT(Stores stores) {
        this.stores = stores;
    }

    @BeforeEach
    void aUsedDatabase() throws SQLException {
        schema = Schema.fresh(stores);
        schema.signingKey(Keys.A);
    }

    @Test
    void seals_more_values_than_a_batch_holds() throws SQLException {
        start();
        schema.execute("insert into clients (client_id, client_name, token_endpoint_auth_method, client_secret_sealed) "
                + "select 'c' || n, 'c', 'none', ? from generate_series(1, 450) n", secret(Keys.A));

        assertThat(run(B_AFTER_A)).anyMatch(line -> line.endsWith("client_secret_sealed: 450 values, 450 sealed anew"));
        assertThat(schema.query(SEALED_BY)).doesNotContain("-");
        assertThat(run(Map.of("encryption-key", Keys.B, "encryption-key-id", "b")))
                .anyMatch(line -> line.endsWith("client_secret_sealed: 450 values, 0 sealed anew"));
    }

    @Test
    void changes_nothing_when_one_value_opens_under_no_known_key() throws SQLException {
        start();
        schema.execute("update clients set client_secret_sealed = ? where client_id = 'signet'", secret(Keys.C));

        assertThatThrownBy(() -> run(B_AFTER_A)).hasMessageContaining("clients.client_secret_sealed of signet")
                .hasMessageContaining("Nothing was changed");
        assertThat(schema.query(SEALED_BY)).isEqualTo("-,-");
    }

    @Test
    void does_not_believe_an_id_that_another_key_has_had() throws SQLException {
        start();
        schema.execute("update signing_keys set sealed_by = 'b'");

        assertThat(run(B_AFTER_A)).anyMatch(line -> line.endsWith("sealed_key: 1 values, 1 sealed anew"));
    }

    @Test
    void waits_until_a_replica_has_kept_what_must_outlive_the_key() {
        assertThatThrownBy(() -> run(B_AFTER_A)).hasMessageContaining("No replica of this version has started");
    }

    @Test
    void knows_every_sealed_column_of_the_schema() throws SQLException {
        assertThat(schema.query("select table_name || '.' || column_name from information_schema.columns "
                + "where table_schema = 'public' and data_type = 'bytea' and column_name ~ 'sealed' order by 1").split(","))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ClientSecrets.COLUMNS.stream(),
                        Stream.of(SigningKeys.COLUMN, LastingSecrets.COLUMN)).map(SealedColumn::toString).toList());
    }

    private void start() {
        assertThat(
                new LastingSecrets(schema.postgres(), Keys.encryption(Keys.A)).mac(LastingSecret.LIMIT_SUBJECTS, new byte[1]))
                .hasSize(32);
    }

    private List<String> run(Map<String, String> settings) {
        return new ReEncryption(Keys.config(settings), schema.postgres(), ClientSecrets.COLUMNS).run();
    }

    private static byte[] secret(String encryptionKey) {
        return new KeyEncryption(encryptionKey).seal("client-secret", "secret".getBytes(UTF_8)).bytes();
    }
}
