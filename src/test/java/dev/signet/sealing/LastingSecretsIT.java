package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.signet.local.Stores;
import dev.signet.testing.SignetTest;

/** Secrets that outlive the key-encryption key, in a real Postgres. */
@SignetTest
class LastingSecretsIT {
    private static final byte[] SECTOR = "one.example".getBytes(UTF_8);
    private final Schema schema;

    LastingSecretsIT(Stores stores) {
        this.schema = Schema.fresh(stores);
    }

    @Test
    void stay_when_the_key_is_replaced_and_are_no_key_s_own_on_a_new_database() {
        byte[] first = pairwise(Keys.A);

        assertThat(pairwise(Keys.B, Keys.A)).isEqualTo(first);
        assertThat(new KeyEncryption(Keys.A).mac("pairwise", SECTOR)).isNotEqualTo(first);
    }

    @Test
    void are_what_the_key_derived_that_a_used_database_was_sealed_with_whichever_seals_now() throws SQLException {
        schema.signingKey(Keys.A);

        assertThat(pairwise(Keys.B, Keys.A)).isEqualTo(new KeyEncryption(Keys.A).mac("pairwise", SECTOR));
        assertThat(pairwise(Keys.B)).as("sealed under the new key").isEqualTo(pairwise(Keys.A, Keys.B));
    }

    @Test
    void refuse_a_key_that_opens_nothing_and_make_none() throws SQLException {
        schema.signingKey(Keys.A);

        assertThatThrownBy(() -> pairwise(Keys.B)).hasMessageContaining("does not open the keys in this database");
        assertThat(pairwise(Keys.A)).isEqualTo(new KeyEncryption(Keys.A).mac("pairwise", SECTOR));
        assertThatThrownBy(() -> pairwise(Keys.C)).hasMessageContaining("kept_secrets");
    }

    private byte[] pairwise(String... keys) {
        return new LastingSecrets(schema.postgres(), Keys.encryption(keys)).mac(LastingSecret.PAIRWISE_SUBJECTS, SECTOR);
    }
}
