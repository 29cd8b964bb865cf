package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.SignetTest;

/** Secrets that outlive the key-encryption key, in a real Postgres. */
@SignetTest
class LastingSecretsIT {
    private static final byte[] SECTOR = "one.example".getBytes(UTF_8);
    private final Stores stores;
    private DataSource postgres;

    LastingSecretsIT(Stores stores) {
        this.stores = stores;
    }

    @BeforeEach
    void schema() {
        StoreUrls urls = stores.fresh();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(urls.jdbc());
        source.setUser("postgres");
        source.setPassword("postgres");
        postgres = source;
        assertThat(Flyway.configure().dataSource(postgres).load().migrate().success).isTrue();
    }

    @Test
    void stay_when_the_key_is_replaced_and_are_no_key_s_own_on_a_new_database() {
        byte[] first = pairwise(Keys.A);

        assertThat(pairwise(Keys.B, Keys.A)).isEqualTo(first);
        assertThat(new KeyEncryption(Keys.A).mac("pairwise", SECTOR)).isNotEqualTo(first);
    }

    @Test
    void are_what_the_key_derived_that_a_used_database_was_sealed_with_whichever_seals_now() throws SQLException {
        sealedBefore(Keys.A);

        assertThat(pairwise(Keys.B, Keys.A)).isEqualTo(new KeyEncryption(Keys.A).mac("pairwise", SECTOR));
        assertThat(pairwise(Keys.B)).as("sealed under the new key").isEqualTo(pairwise(Keys.A, Keys.B));
    }

    @Test
    void refuse_a_key_that_opens_nothing_and_make_none() throws SQLException {
        sealedBefore(Keys.A);

        assertThatThrownBy(() -> pairwise(Keys.B)).hasMessageContaining("does not open the keys in this database");
        assertThat(pairwise(Keys.A)).isEqualTo(new KeyEncryption(Keys.A).mac("pairwise", SECTOR));
        assertThatThrownBy(() -> pairwise(Keys.C)).hasMessageContaining("kept_secrets");
    }

    private byte[] pairwise(String... keys) {
        return new LastingSecrets(postgres, Keys.encryption(keys)).mac(LastingSecret.PAIRWISE_SUBJECTS, SECTOR);
    }

    /** A signing key of the version before. */
    private void sealedBefore(String key) throws SQLException {
        try (Connection c = postgres.getConnection();
                PreparedStatement insert = c.prepareStatement("insert into signing_keys (kid, use, alg, state, sealed_key) "
                        + "values ('k', 'refresh-mac', 'HS256', 'ACTIVE', ?)")) {
            insert.setBytes(1, new KeyEncryption(key).seal(SigningKeys.SEAL, new byte[32]).bytes());
            insert.executeUpdate();
        }
    }
}
