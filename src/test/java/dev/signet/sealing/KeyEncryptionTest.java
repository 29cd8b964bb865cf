package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

/** One key seals, each known one opens: replicas in the middle of a change understand each other. */
class KeyEncryptionTest {
    private static final byte[] DATA = "what is kept".getBytes(UTF_8);
    private final KeyEncryption before = Keys.encryption(Keys.A, Keys.B);
    private final KeyEncryption after = Keys.encryption(Keys.B, Keys.A);

    @Test
    void opens_what_a_key_sealed_before_keys_had_ids() {
        byte[] sealed = HexFormat.of()
                .parseHex("6947bc00f8e65e9ea2cbf35e84f30e3b24bcb5cff14b7c5d79b41e88d504813338cddabacd1a1a10");

        assertThat(new KeyEncryption(Keys.A).open("x", sealed)).hasValue(DATA);
        assertThat(new KeyEncryption(Keys.A).mac("x", DATA)).asHexString()
                .isEqualToIgnoringCase("984dd358f9f94072e9baec8ddf299b8e9ac8530fdfdfcc1232da8ad44a009923");
    }

    @Test
    void opens_what_a_replica_before_or_after_the_change_sealed() {
        assertThat(after.open("x", before.seal("x", DATA).bytes())).hasValue(DATA);
        assertThat(before.open("x", after.seal("x", DATA).bytes())).hasValue(DATA);
        assertThat(before.seal("x", DATA).by()).isNotEqualTo(after.seal("x", DATA).by()).hasSize(8);
    }

    @Test
    void opens_nothing_of_an_unknown_key_of_another_purpose_or_altered() {
        byte[] sealed = before.seal("x", DATA).bytes();
        byte[] altered = sealed.clone();
        altered[20] ^= 1;

        assertThat(Keys.encryption(Keys.C).open("x", sealed)).isEmpty();
        assertThat(before.open("y", sealed)).isEmpty();
        assertThat(before.open("x", altered)).isEmpty();
        assertThat(before.open("x", new byte[27])).isEmpty();
    }

    @Test
    void verifies_macs_of_replicas_before_and_after_the_change() {
        byte[] mac = before.mac("x", DATA);

        assertThat(after.mac("x", DATA)).isNotEqualTo(mac);
        assertThat(after.verifies("x", DATA, mac)).isTrue();
        assertThat(after.verifies("x", DATA, Arrays.copyOf(mac, 16))).isTrue();
        assertThat(after.verifies("x", DATA, Arrays.copyOf(mac, 15))).as("too short to be one").isFalse();
        assertThat(after.verifies("y", DATA, mac)).isFalse();
        assertThat(Keys.encryption(Keys.B).verifies("x", DATA, mac)).isFalse();
    }

    @Test
    void tells_no_key() {
        assertThat(before.keys().toString()).doesNotContain(Keys.A, Keys.B, "AAAA", "65, 65");
        assertThat(new Sealed(new byte[] { 1 }, "id").toString()).contains("id");
    }
}
