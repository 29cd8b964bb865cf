package dev.signet.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.Await;
import dev.signet.local.StoreUrls;
import dev.signet.testing.SignetTest;

/** The key-encryption key that Vault's transit engine wraps, kept in a real Postgres. */
@SignetTest
class VaultKeysIT {
    private final Schema schema;
    private final VaultStub vault = VaultStub.start();

    @TempDir
    private Path folder;

    VaultKeysIT(StoreUrls urls) {
        this.schema = Schema.at(urls);
    }

    /** The shared service keeps its key elsewhere. */
    @BeforeEach
    void empty() throws SQLException {
        schema.execute("delete from wrapped_keys");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void is_made_and_wrapped_once_when_two_replicas_start_at_the_same_time() {
        vault.hold();
        CompletableFuture<KnownKeys> one = CompletableFuture.supplyAsync(() -> start(Map.of()));
        CompletableFuture<KnownKeys> other = CompletableFuture.supplyAsync(() -> start(Map.of()));
        Await.until(Duration.ofSeconds(10), "both to be at it", () -> vault.calls().size() == 2 || oneWaits());
        vault.release();

        assertThat(one.join().current().sameKey(other.join().current())).isTrue();
        assertThat(Collections.frequency(vault.calls(), "encrypt")).isEqualTo(1);
    }

    @Test
    void is_unwrapped_at_the_next_start() throws IOException {
        KnownKeys first = start(Map.of());

        KnownKeys second = start(
                Map.of("token", "", "token-file",
                        Files.writeString(folder.resolve("token"), VaultStub.TOKEN + "\n").toString()));

        assertThat(second.current().sameKey(first.current())).isTrue();
        assertThat(vault.calls()).containsExactly("encrypt", "decrypt", "decrypt");
    }

    @Test
    void is_wrapped_anew_after_vault_rotated_its_own_key_and_stays_what_it_is() {
        KnownKeys before = start(Map.of());
        vault.rotate();

        assertThat(rewrap()).contains("1 of vault, wrapped anew [" + before.current().id() + "]");
        vault.minDecryptionVersion(2);
        assertThat(start(Map.of()).current().sameKey(before.current())).isTrue();
        assertThat(rewrap()).as("a second time").contains("1 of vault, wrapped anew []");
    }

    @Test
    void is_refused_when_the_version_that_wrapped_it_is_withdrawn() {
        KnownKeys unused = start(Map.of());
        vault.rotate();
        vault.minDecryptionVersion(2);

        refuses(Map.of(), "400", "/v1/transit/decrypt/signet");
    }

    @Test
    void is_refused_with_another_token_without_a_second_try() {
        refuses(Map.of("token", "hvs.another"), "403", "signet.keys.vault.token");
        assertThat(vault.calls()).hasSize(1);
    }

    @Test
    void is_refused_where_nothing_is() {
        refuses(Map.of("key", "other"), "404", "signet.keys.vault.transit-mount", "/v1/transit/encrypt/other");
        refuses(Map.of("transit-mount", "team/transit"), "404", "/v1/team/transit/encrypt/signet");
    }

    @Test
    void waits_for_a_vault_that_is_sealed_and_refuses_when_it_stays_so() {
        vault.seal(true);
        refuses(Map.of(), "503", "sealed");
        assertThat(vault.calls()).as("tries").hasSizeGreaterThan(2);

        CompletableFuture<KnownKeys> waiting = CompletableFuture
                .supplyAsync(() -> start(Map.of("start-timeout", "20s")));
        int tries = vault.calls().size();
        Await.until(Duration.ofSeconds(10), "another try", () -> vault.calls().size() > tries);
        vault.seal(false);
        assertThat(waiting.join().all()).hasSize(1);
    }

    @Test
    void is_refused_when_vault_is_away() {
        refuses(Map.of("url", "http://127.0.0.1:1"), "cannot be reached");
    }

    @Test
    void is_refused_when_the_row_holds_another_key() throws SQLException {
        KnownKeys unused = start(Map.of());
        schema.execute("update wrapped_keys set id = '00000000'");

        refuses(Map.of(), "is not the key-encryption key 00000000");
    }

    private boolean oneWaits() {
        try {
            return !schema.query("select 1 from pg_locks where locktype = 'advisory' and not granted").isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuses(Map<String, String> more, String... words) {
        assertThatThrownBy(() -> start(more)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signet.keys.vault.url").message().contains(words).doesNotContain("hvs.");
    }

    private KnownKeys start(Map<String, String> more) {
        return providers(more).keys(new WrappedKeys(schema.postgres()));
    }

    private String rewrap() {
        return String.join("", providers(Map.of()).rewrap(new WrappedKeys(schema.postgres())));
    }

    private KeyProviders providers(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("vault.url", vault.url(), "vault.token", VaultStub.TOKEN,
                "vault.key", "signet", "vault.start-timeout", "1s"));
        more.forEach((name, value) -> settings.put("vault." + name, value));
        return KeyProviders.of(KeySettings.read(Keys.config(settings)));
    }
}
