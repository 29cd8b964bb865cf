package dev.signet.keys;

import io.smallrye.config.ConfigMapping;

/** Settings of the keys: {@code signet.keys.*}. */
@ConfigMapping(prefix = "signet.keys")
interface KeysConfig extends KeyRotationConfig, KeyEncryptionConfig {
}
