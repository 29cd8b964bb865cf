package dev.signet.users;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Settings of the people room. */
@ConfigMapping(prefix = "signet.users")
interface UsersConfig {

    /**
     * The country (ISO 3166-1 alpha-2, such as {@code DE}) whose dialling rules read a phone number written without
     * {@code +}. Absent, the default: only numbers with {@code +} and a country code are taken.
     */
    Optional<String> defaultRegion();
}
