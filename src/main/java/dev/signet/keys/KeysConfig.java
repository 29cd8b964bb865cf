package dev.signet.keys;

import io.smallrye.config.ConfigMapping;

/** Settings of the keys: {@code signet.keys.*}. */
@ConfigMapping(prefix = "signet.keys")
interface KeysConfig extends KeyRotationConfig {

    /**
     * The key-encryption key: 32 bytes in base64. Everything sealed in Postgres, and what is derived for challenges and
     * limits, opens with it alone. REQUIRED: without it the service refuses to start.
     */
    String encryptionKey();
}
