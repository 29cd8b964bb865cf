package dev.signet.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where key-encryption keys come from, and what is refused in a sentence. */
class KeyProvidersTest {
    private static final Map<String, String> VAULT = Map.of("vault.url", "https://vault:8200", "vault.token", "hvs.secret",
            "vault.key", "signet");

    @TempDir
    private Path folder;

    @Test
    void takes_the_key_of_the_environment_under_an_id_that_is_a_hash_of_it() {
        KnownKeys keys = Keys.known(Map.of("encryption-key", Keys.A));

        assertThat(keys.all()).singleElement().isEqualTo(keys.current());
        assertThat(keys.current().id()).matches("[0-9a-f]{8}")
                .isEqualTo(Keys.known(Map.of("encryption-key", " " + Keys.A + "\n")).current().id())
                .isNotEqualTo(Keys.known(Map.of("encryption-key", Keys.B)).current().id());
    }

    @Test
    void takes_an_id_and_keys_that_only_open() {
        KnownKeys keys = Keys.known(Map.of("encryption-key", Keys.B, "encryption-key-id", "2026-11",
                "previous-encryption-keys", "2026-08:" + Keys.A + ", " + Keys.C));

        assertThat(keys.current().id()).isEqualTo("2026-11");
        assertThat(keys.all()).extracting(KeyEncryptionKey::id).startsWith("2026-11", "2026-08").hasSize(3);
    }

    @Test
    void takes_a_file_whose_first_key_seals() throws IOException {
        KnownKeys keys = Keys.known(Map.of("encryption-key-file", file("# ours\n\nnew:" + Keys.B + "\r\n" + Keys.A + "\n")));

        assertThat(keys.current().id()).isEqualTo("new");
        assertThat(keys.all()).hasSize(2);
    }

    @Test
    void knows_a_key_once_that_is_told_twice() throws IOException {
        KnownKeys keys = Keys.known(Map.of("provider", "file", "encryption-key-file", file("b:" + Keys.B + "\na:" + Keys.A),
                "encryption-key", Keys.A, "previous-encryption-keys", Keys.B));

        assertThat(keys.all()).extracting(KeyEncryptionKey::id).containsExactly("b", "a");
    }

    @Test
    void lets_the_one_that_is_named_seal_and_the_others_open() throws IOException {
        Map<String, String> both = Map.of("encryption-key-file", file("b:" + Keys.B), "encryption-key", Keys.A,
                "encryption-key-id", "a");

        assertThat(Keys.known(and(both, "provider", "environment")).all()).extracting(KeyEncryptionKey::id)
                .containsExactly("a", "b");
        assertThat(Keys.known(and(both, "provider", "file")).all()).extracting(KeyEncryptionKey::id)
                .containsExactly("b", "a");
        refuses(both, "signet.keys.provider is not set");
        refuses(and(both, "provider", "vault"), "signet.keys.provider is none of those that are set");
    }

    @Test
    void refuses_to_have_none() {
        refuses(Map.of(), "signet.keys.encryption-key is not set", "SIGNET_KEYS_ENCRYPTION_KEY");
        refuses(Map.of("previous-encryption-keys", Keys.A), "signet.keys.encryption-key is not set");
    }

    @Test
    void refuses_a_key_that_is_none() {
        refuses(Map.of("encryption-key", "not/base64!"), "signet.keys.encryption-key is not base64");
        refuses(Map.of("encryption-key", "c2hvcnQ="), "signet.keys.encryption-key holds 5 bytes");
        refuses(Map.of("encryption-key", Keys.A, "encryption-key-id", "a b"), "signet.keys.encryption-key-id");
        refuses(Map.of("encryption-key", Keys.A, "previous-encryption-keys", "c2hvcnQ="),
                "signet.keys.previous-encryption-keys holds 5 bytes");
        refuses(Map.of("encryption-key", Keys.A, "previous-encryption-keys", "a b:" + Keys.B),
                "signet.keys.previous-encryption-keys holds an id");
    }

    @Test
    void refuses_two_keys_of_one_id() {
        refuses(Map.of("encryption-key", Keys.A, "encryption-key-id", "x", "previous-encryption-keys", "x:" + Keys.B),
                "have the id x");
    }

    @Test
    void refuses_a_file_that_is_none_names_the_line_and_quotes_no_key() throws IOException {
        refuses(Map.of("encryption-key-file", folder.resolve("away").toString()), "signet.keys.encryption-key-file", "away");
        refuses(Map.of("encryption-key-file", folder.toString()), "signet.keys.encryption-key-file");
        refuses(Map.of("encryption-key-file", file("# nothing\n")), "holds no key");
        refuses(Map.of("encryption-key-file", file("a:" + Keys.A + "\nb:c2hvcnQ=")),
                "signet.keys.encryption-key-file (line 2) holds 5 bytes");
        refuses(Map.of("encryption-key-file", file("x".repeat(70_000))), "too long");
    }

    @Test
    void takes_a_vault() {
        assertThat(refusals(VAULT)).isEmpty();
        assertThat(refusals(and(VAULT, "vault.url", "http://127.0.0.1:8200/"))).isEmpty();
        assertThat(refusals(and(VAULT, "vault.transit-mount", "team/transit"))).isEmpty();
    }

    @Test
    void refuses_a_vault_that_is_not_told_whole_or_would_be_asked_in_clear() {
        for (String url : List.of("http://vault:8200", "ftp://vault", "https://vault/ui", "https://user:secret@vault", "vault",
                "http://127.0.0.1.example.com", "https://vault?x")) {
            refuses(and(VAULT, "vault.url", url), "signet.keys.vault.url");
        }
        refuses(and(VAULT, "vault.token-file", "/run/token"), "signet.keys.vault.token or signet.keys.vault.token-file");
        refuses(Map.of("vault.url", "https://vault", "vault.key", "signet"), "signet.keys.vault.token");
        refuses(Map.of("vault.url", "https://vault", "vault.key", "signet", "vault.token-file",
                folder.resolve("away").toString()),
                "signet.keys.vault.token-file leads to a file that cannot be read");
        refuses(Map.of("vault.url", "https://vault", "vault.token", "hvs.secret"), "signet.keys.vault.key");
        refuses(and(VAULT, "vault.token", "hvs.se\u00e9cret"), "signet.keys.vault.token holds characters");
        refuses(and(VAULT, "vault.key", "../sys/seal"), "signet.keys.vault.key");
        refuses(and(VAULT, "vault.transit-mount", "a//b"), "signet.keys.vault.transit-mount");
        refuses(Map.of("encryption-key", Keys.A, "vault.token", "hvs.secret"), "signet.keys.vault.url is not set");
        refuses(and(VAULT, "vault.start-timeout", "soon"), "signet.keys.vault.start-timeout");
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "keys", ""), content).toString();
    }

    private static Map<String, String> and(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    private static List<String> refusals(Map<String, String> settings) {
        return KeyEncryption.refusals(Keys.config(settings));
    }

    private static void refuses(Map<String, String> settings, String... words) {
        assertThat(refusals(settings)).singleElement().asString().contains(words)
                .doesNotContain("c2hvcnQ=", "not/base64!", "secret", Keys.A, Keys.B);
    }
}
