package dev.signet.sealing;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Seals with AES-256-GCM and authenticates with HMAC-SHA-256, each purpose under a key of its own that is derived from
 * the key-encryption key. Replicas that know the same keys open each other's seals: one key seals, any of them opens.
 */
@ApplicationScoped
public class KeyEncryption {
    private static final Logger LOG = Logger.getLogger(KeyEncryption.class);
    private static final int SHORTEST_MAC = 16;

    private final KnownKeys keys;

    /** Asks the providers, and blocks for those that are elsewhere. */
    @Inject
    KeyEncryption(KeyEncryptionConfig config, DataSource postgres) {
        this(KeyProviders.of(config).keys(new WrappedKeys(postgres)));
    }

    KeyEncryption(KnownKeys keys) {
        this.keys = keys;
    }

    /** @param base64 32 bytes, as {@code signet.keys.encryption-key} has them */
    public KeyEncryption(String base64) {
        this(KnownKeys.of(EnvironmentKeys.SETTING, List.of(KeyEncryptionKey.parse(EnvironmentKeys.SETTING, base64)),
                List.of()));
    }

    /** The keys are here before anybody asks, on the start's own thread. */
    void start(@Observes @Priority(5) StartupEvent event) {
        LOG.infof("%s seals what is kept; keys that open: %s", keys.current(), keys.all());
    }

    /** @return a sentence for what is missing or wrong in the settings of the key-encryption keys; none asks a service */
    public static List<String> refusals(Config config) {
        try {
            KeyProviders unused = KeyProviders.of(KeySettings.read(config));
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    /** @param label the purpose: what is sealed under one label opens under no other */
    public Sealed seal(String label, byte[] plain) {
        return new Sealed(keys.current().seal(label, plain), keys.current().id());
    }

    /** @return what {@link #seal} was given, or empty when it was sealed by an unknown key, for another purpose, or altered */
    public Optional<byte[]> open(String label, byte[] sealed) {
        return keys.open(label, sealed);
    }

    /** @return HMAC-SHA-256 of the data under the label's own key: 32 bytes; lasts no longer than the key-encryption key */
    public byte[] mac(String label, byte[] data) {
        return keys.current().mac(label, data);
    }

    /** @return {@link #mac} as every replica may make it while one key-encryption key follows another; the own one first */
    public List<byte[]> macs(String label, byte[] data) {
        return keys.all().stream().map(key -> key.mac(label, data)).toList();
    }

    /**
     * @param mac what {@link #mac} made on some replica, or its first 16 bytes at least
     * @return whether it is the data's, judged in constant time
     */
    public boolean verifies(String label, byte[] data, byte[] mac) {
        return mac.length >= SHORTEST_MAC && macs(label, data).stream()
                .anyMatch(known -> MessageDigest.isEqual(Arrays.copyOf(known, mac.length), mac));
    }

    /**
     * @param what did not open
     * @param by the id of the key that it was sealed under; may be null
     * @return why the service does not start
     */
    public IllegalStateException doesNotOpen(String what, String by) {
        return keys.doNotOpen(what, by);
    }

    KnownKeys keys() {
        return keys;
    }
}
