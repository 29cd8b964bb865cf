package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.sealing.KeyEncryption;
import dev.signet.sealing.SealedColumn;
import dev.signet.stores.Sha256;

/** Makes client secrets, and opens those that are HMAC keys (OpenID Connect Core 1.0 §10.1: the octets of the secret). */
@ApplicationScoped
public class ClientSecrets {
    private static final String SEAL = "client-secret";
    /** The rows' part in a change of the key-encryption key. */
    public static final List<SealedColumn> COLUMNS = List.of(
            new SealedColumn("clients", "client_id", "client_secret_sealed", "client_secret_sealed_by", SEAL),
            new SealedColumn("clients", "client_id", "previous_secret_sealed", "previous_secret_sealed_by", SEAL));
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyEncryption encryption;
    private final Clock clock;

    ClientSecrets(KeyEncryption encryption, Clock clock) {
        this.encryption = encryption;
        this.clock = clock;
    }

    /**
     * @return the client's HMAC keys that are good now, the newest first; empty for a client without client_secret_jwt and
     *         HS256
     */
    public List<byte[]> of(Client client) {
        return client.sealedSecrets(clock.instant()).stream().map(this::open).toList();
    }

    private byte[] open(byte[] sealed) {
        return encryption.open(SEAL, sealed).orElseThrow(() -> new IllegalStateException("a client's secret does not open"));
    }

    /** @return a new one of 256 random bits */
    ClientSecret make(boolean hmacKey) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return given(Base64.getUrlEncoder().withoutPadding().encodeToString(random), hmacKey);
    }

    /** @return one that somebody else made */
    ClientSecret given(String value, boolean hmacKey) {
        byte[] octets = value.getBytes(UTF_8);
        return new ClientSecret(value, Sha256.of(octets),
                hmacKey ? Optional.of(encryption.seal(SEAL, octets)) : Optional.empty());
    }
}
