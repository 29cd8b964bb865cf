package dev.signet.sealing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The providers that the settings name: the one whose key seals, and those that only open. */
final class KeyProviders {
    private static final String SETTING = "signet.keys.provider";

    private final KeyProvider sealing;
    private final List<KeyProvider> opening;

    private KeyProviders(KeyProvider sealing, List<KeyProvider> opening) {
        this.sealing = sealing;
        this.opening = opening;
    }

    /**
     * Asks none of them yet.
     *
     * @throws IllegalArgumentException with a sentence that names the setting and quotes no secret
     */
    static KeyProviders of(KeyEncryptionConfig config) {
        EnvironmentKeys environment = new EnvironmentKeys(config);
        Optional<FileKeys> file = config.encryptionKeyFile().map(String::strip).map(FileKeys::new);
        List<KeyEncryptionKey> unused = KnownKeys.distinct(Stream.concat(environment.keys().stream(),
                file.stream().flatMap(keys -> keys.keys().stream())).toList());
        Map<String, KeyProvider> choices = new LinkedHashMap<>();
        if (environment.canSeal()) {
            choices.put(EnvironmentKeys.NAME, environment);
        }
        file.ifPresent(keys -> choices.put(FileKeys.NAME, keys));
        VaultSettings.of(config.vault()).map(VaultTransit::new)
                .ifPresent(vault -> choices.put(vault.name(), new WrappedKeyProvider(vault)));
        KeyProvider sealing = chosen(config.provider().map(String::strip), choices);
        // keys that only open may be in the environment where none that seals is
        choices.put(EnvironmentKeys.NAME, environment);
        return new KeyProviders(sealing, choices.values().stream().filter(p -> p != sealing).toList());
    }

    private static KeyProvider chosen(Optional<String> name, Map<String, KeyProvider> choices) {
        if (name.isPresent()) {
            return Optional.ofNullable(choices.get(name.get())).orElseThrow(() -> new IllegalArgumentException(
                    SETTING + " is none of those that are set: " + choices.keySet() + "."));
        }
        if (choices.size() > 1) {
            throw new IllegalArgumentException(SETTING + " is not set: keys come from " + choices.keySet()
                    + ", and it says which of them seals (environment variable SIGNET_KEYS_PROVIDER).");
        }
        return choices.values().stream().findFirst().orElseThrow(() -> new IllegalArgumentException(EnvironmentKeys.SETTING
                + " is not set: it is 32 random bytes in base64, for instance from `openssl rand -base64 32` (environment variable"
                + " SIGNET_KEYS_ENCRYPTION_KEY). Or set " + FileKeys.SETTING + " or " + VaultSettings.URL + "."));
    }

    /** Asks each, and blocks for those that are elsewhere. */
    KnownKeys keys(WrappedKeys kept) {
        return KnownKeys.of(sealing.setting(), sealing.keys(kept),
                opening.stream().flatMap(provider -> provider.keys(kept).stream()).toList());
    }

    /** @return what was wrapped anew, a line each */
    List<String> rewrap(WrappedKeys kept) {
        return Stream.concat(Stream.of(sealing), opening.stream())
                .flatMap(provider -> provider.rewrap(kept).stream()).toList();
    }
}
