package dev.signet.sealing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys that are settings themselves: one that seals, and any others that only open. */
final class EnvironmentKeys implements KeyProvider {
    static final String NAME = "environment";
    static final String SETTING = "signet.keys.encryption-key";
    private static final String PREVIOUS = "signet.keys.previous-encryption-keys";

    private final Optional<KeyEncryptionKey> current;
    private final List<KeyEncryptionKey> previous;

    /** @throws IllegalArgumentException with a sentence */
    EnvironmentKeys(KeyEncryptionConfig config) {
        current = config.encryptionKey().map(base64 -> current(config, base64.strip()));
        previous = config.previousEncryptionKeys().orElse(List.of()).stream().map(String::strip).filter(key -> !key.isEmpty())
                .map(key -> KeyEncryptionKey.parse(PREVIOUS, key)).toList();
    }

    private static KeyEncryptionKey current(KeyEncryptionConfig config, String base64) {
        KeyEncryptionKey key = KeyEncryptionKey.parse(SETTING, base64);
        return config.encryptionKeyId().map(id -> key.named("signet.keys.encryption-key-id", id.strip())).orElse(key);
    }

    boolean canSeal() {
        return current.isPresent();
    }

    @Override
    public String setting() {
        return SETTING;
    }

    @Override
    public List<KeyEncryptionKey> keys(WrappedKeys kept) {
        return keys();
    }

    List<KeyEncryptionKey> keys() {
        return Stream.concat(current.stream(), previous.stream()).toList();
    }
}
