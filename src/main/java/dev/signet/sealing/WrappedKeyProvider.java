package dev.signet.sealing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Envelope encryption: the key-encryption key is random, made at the first start, and kept in Postgres as a service elsewhere
 * wrapped it. It is unwrapped at each start; from then on it is in memory, and the service may go away.
 */
final class WrappedKeyProvider implements KeyProvider {
    private final KeyWrap wrap;

    WrappedKeyProvider(KeyWrap wrap) {
        this.wrap = wrap;
    }

    @Override
    public String setting() {
        return wrap.setting();
    }

    @Override
    public List<KeyEncryptionKey> keys(WrappedKeys kept) {
        List<WrappedKey> rows = kept.of(wrap.name());
        return (rows.isEmpty() ? kept.first(wrap.name(), this::make) : rows).stream().map(this::unwrap).toList();
    }

    private WrappedKey make() {
        KeyEncryptionKey key = KeyEncryptionKey.random();
        return new WrappedKey(key.id(), wrap.wrap(key.key()));
    }

    /** Its id is a hash of the key: what was mixed up, at the service or in the table, is seen here. */
    private KeyEncryptionKey unwrap(WrappedKey row) {
        byte[] bytes = wrap.unwrap(row.wrapped());
        if (bytes.length != KeyEncryptionKey.BYTES || !KeyEncryptionKey.of(bytes).id().equals(row.id())) {
            throw new IllegalStateException(setting() + ": what was unwrapped is not the key-encryption key " + row.id()
                    + " that was wrapped. No new keys were made.");
        }
        return KeyEncryptionKey.of(bytes);
    }

    /** What is written is unwrapped first: a key that nobody opens is the loss of all. */
    @Override
    public Optional<String> rewrap(WrappedKeys kept) {
        List<WrappedKey> rows = kept.of(wrap.name());
        List<String> changed = new ArrayList<>();
        for (WrappedKey row : rows) {
            WrappedKey newer = new WrappedKey(row.id(), wrap.rewrap(row.wrapped()));
            KeyEncryptionKey opened = unwrap(newer);
            if (!newer.wrapped().equals(row.wrapped()) && kept.replace(wrap.name(), row, newer)) {
                changed.add(opened.id());
            }
        }
        return Optional.of("wrapped_keys: " + rows.size() + " of " + wrap.name() + ", wrapped anew " + changed);
    }
}
