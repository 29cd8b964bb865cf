package dev.signet.sealing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Key-encryption keys, and settings that hold them. */
final class Keys {
    /** Base64 of 32 bytes each. */
    static final String A = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    static final String B = "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";
    static final String C = "Q0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0M=";

    private Keys() {
    }

    /** @param settings without the prefix {@code signet.keys.} */
    static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> full = new HashMap<>();
        settings.forEach((name, value) -> full.put("signet.keys." + name, value));
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(full, "test", 500)).build();
    }

    /** @return the keys of these settings, which ask no service */
    static KnownKeys known(Map<String, String> settings) {
        return KeyProviders.of(KeySettings.read(config(settings))).keys(null);
    }

    /** @param keys base64 each; the first seals */
    static KeyEncryption encryption(String... keys) {
        return new KeyEncryption(KnownKeys.of("test", Arrays.stream(keys)
                .map(key -> KeyEncryptionKey.parse("test", key)).toList(), List.of()));
    }
}
