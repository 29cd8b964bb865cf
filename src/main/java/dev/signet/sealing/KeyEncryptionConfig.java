package dev.signet.sealing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the key-encryption keys: {@code signet.keys.*}, beside those of the signing keys. */
@ConfigMapping(prefix = "signet.keys")
interface KeyEncryptionConfig {

    /**
     * The key-encryption key: 32 bytes in base64. Everything sealed in Postgres opens with it alone. REQUIRED unless the key
     * comes from a file or from Vault.
     */
    Optional<String> encryptionKey();

    /**
     * The id of {@code encryption-key}, kept beside what it sealed: 1 to 64 letters, digits, dots, dashes and underscores.
     * OPTIONAL: by default eight hexadecimal digits of a hash of the key.
     */
    Optional<String> encryptionKeyId();

    /**
     * Keys that open what they sealed, and seal nothing: those before the present one, and, as the first step of a rotation,
     * the one to come. Comma-separated, each {@code id:base64} or the base64 alone. OPTIONAL.
     */
    Optional<List<String>> previousEncryptionKeys();

    /** A file of keys, one a line as {@code id:base64}; the first seals, all open. Read at start. OPTIONAL. */
    Optional<String> encryptionKeyFile();

    /**
     * Which key seals where several of these are set: {@code environment}, {@code file} or {@code vault}; the others then only
     * open. OPTIONAL where one alone is set.
     */
    Optional<String> provider();

    /** Vault's transit secrets engine, which wraps the key-encryption key. OPTIONAL. */
    VaultConfig vault();

    /** Settings of Vault: {@code signet.keys.vault.*}. */
    interface VaultConfig {

        /** Where Vault is, without a path; https, or http on a loopback host. Setting it makes Vault a provider. */
        Optional<String> url();

        /** The token, of a policy that may update {@code encrypt}, {@code decrypt} and {@code rewrap} of the key. */
        Optional<String> token();

        /** A file that holds the token, instead; read at each call, so that an agent may renew it. */
        Optional<String> tokenFile();

        /** Vault Enterprise's namespace. OPTIONAL. */
        Optional<String> namespace();

        /** Where the transit engine is mounted. */
        @WithDefault("transit")
        String transitMount();

        /** The name of the key in the transit engine. REQUIRED with {@code url}. */
        Optional<String> key();

        /** How long a start waits for a Vault that is away or sealed before it refuses, as a duration. */
        @WithDefault("20s")
        Duration startTimeout();
    }
}
