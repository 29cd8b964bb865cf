package dev.signet.admin;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The first client of the operators: {@code signet.admin.*}. Made once, at a start that finds no client of that id. */
@ConfigMapping(prefix = "signet.admin")
interface AdminConfig {

    /** Its {@code client_id}; none is made without it. */
    Optional<String> clientId();

    /** Its secret, 16 characters at least. Changing the setting later changes nothing. */
    Optional<String> clientSecret();
}
