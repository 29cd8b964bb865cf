package dev.signet.sealing;

import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Reads the settings where there is no service to be given them by. */
final class KeySettings {

    private KeySettings() {
    }

    /** @throws IllegalArgumentException with a sentence that names the setting */
    static KeyEncryptionConfig read(Config config) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .addDefaultInterceptors()
                    .withSources(StreamSupport.stream(config.getConfigSources().spliterator(), false).toList())
                    .withMapping(KeyEncryptionConfig.class)
                    .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                    .build().getConfigMapping(KeyEncryptionConfig.class);
        } catch (ConfigValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
