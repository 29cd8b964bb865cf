package dev.signet.clients;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.keys.KeyEncryption;

/** A client's secret as an HMAC key: the one it has, and the one before it while the overlap lasts. */
@ApplicationScoped
class SharedSecrets {
    private static final String LABEL = "client-secret";
    /** RFC 7518 §3.2: a key as long as the hash at least. */
    private static final int LEAST_BYTES = 32;

    private final KeyEncryption encryption;
    private final Clock clock;

    SharedSecrets(KeyEncryption encryption, Clock clock) {
        this.encryption = encryption;
        this.clock = clock;
    }

    /** @return the keys that are good now, none for a client whose secret is not kept */
    Stream<SecretKeySpec> of(Client client) {
        boolean expired = client.clientSecretExpiresAt != null && !ahead(client.clientSecretExpiresAt);
        boolean overlap = client.previousSecretExpiresAt != null && ahead(client.previousSecretExpiresAt);
        return Stream.of(
                Optional.ofNullable(client.clientSecretSealed).filter(sealed -> !expired),
                Optional.ofNullable(client.previousSecretSealed).filter(sealed -> overlap))
                .flatMap(Optional::stream)
                .flatMap(sealed -> encryption.open(LABEL, sealed).stream())
                .filter(secret -> secret.length >= LEAST_BYTES)
                .map(secret -> new SecretKeySpec(secret, "HmacSHA256"));
    }

    private boolean ahead(Instant end) {
        return clock.instant().isBefore(end);
    }
}
