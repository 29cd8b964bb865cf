package dev.signet.clients;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import dev.signet.sealing.Sealed;
import dev.signet.stores.Sha256;

/**
 * What is kept of a client's secrets: the SHA-256 of what it sends, sealed what is an HMAC key, and for a while those of the
 * secret before.
 */
@MappedSuperclass
abstract class KeptSecrets {
    @Column(name = "client_secret_hash")
    byte[] clientSecretHash;
    @Column(name = "client_secret_sealed")
    byte[] clientSecretSealed;
    /** Of the key that sealed it; null: before keys had ids. */
    @Column(name = "client_secret_sealed_by")
    String clientSecretSealedBy;
    @Column(name = "client_secret_expires_at")
    Instant clientSecretExpiresAt;
    @Column(name = "previous_secret_hash")
    byte[] previousSecretHash;
    @Column(name = "previous_secret_sealed")
    byte[] previousSecretSealed;
    @Column(name = "previous_secret_sealed_by")
    String previousSecretSealedBy;
    @Column(name = "previous_secret_expires_at")
    Instant previousSecretExpiresAt;
    @Column(name = "registration_token_hash")
    byte[] registrationTokenHash;

    /** @return whether it is one of the secrets that are good now, judged in constant time */
    boolean matches(String secret, Instant now) {
        byte[] hash = Sha256.ofText(secret);
        boolean current = clientSecretHash != null && MessageDigest.isEqual(clientSecretHash, hash);
        boolean previous = previousSecretHash != null && MessageDigest.isEqual(previousSecretHash, hash);
        return current && (clientSecretExpiresAt == null || isAhead(clientSecretExpiresAt, now))
                || previous && isAhead(previousSecretExpiresAt, now);
    }

    /** @return when the secret before the present one stops being good; empty where there is none */
    public Optional<Instant> previousSecretExpiresAt() {
        return Optional.ofNullable(previousSecretExpiresAt);
    }

    /** @return whether it has a secret in the form that the metadata needs */
    boolean hasSecretFor(ClientMetadata metadata) {
        return clientSecretHash != null && (clientSecretSealed != null || !metadata.needsHmacKey());
    }

    /** @return whether the secret is the newest, in the form that the metadata needs */
    boolean isCurrent(String secret, ClientMetadata metadata) {
        return hasSecretFor(metadata) && MessageDigest.isEqual(clientSecretHash, Sha256.ofText(secret));
    }

    /** @return whether that is its registration access token (RFC 7592 §3) */
    public boolean hasRegistrationToken(String token) {
        return registrationTokenHash != null && MessageDigest.isEqual(registrationTokenHash, Sha256.ofText(token));
    }

    /** @return the sealed secrets that are good now, the newest first */
    List<byte[]> sealedSecrets(Instant now) {
        List<byte[]> sealed = new ArrayList<>();
        if (clientSecretSealed != null && (clientSecretExpiresAt == null || isAhead(clientSecretExpiresAt, now))) {
            sealed.add(clientSecretSealed);
        }
        if (previousSecretSealed != null && isAhead(previousSecretExpiresAt, now)) {
            sealed.add(previousSecretSealed);
        }
        return sealed;
    }

    /** Gives it a first secret, or another one beside which the one before is good until then. */
    void secret(ClientSecret secret, Instant previousUntil) {
        boolean overlaps = clientSecretHash != null && previousUntil != null;
        previousSecretHash = overlaps ? clientSecretHash : null;
        previousSecretSealed = overlaps ? clientSecretSealed : null;
        previousSecretSealedBy = overlaps ? clientSecretSealedBy : null;
        previousSecretExpiresAt = overlaps ? previousUntil : null;
        clientSecretHash = secret.hash();
        clientSecretSealed = secret.sealed().map(Sealed::bytes).orElse(null);
        clientSecretSealedBy = secret.sealed().map(Sealed::by).orElse(null);
        clientSecretExpiresAt = null;
    }

    /** Keeps of its secrets only what can be compared, not what could sign. */
    void dropSealedSecrets() {
        clientSecretSealed = null;
        clientSecretSealedBy = null;
        previousSecretSealed = null;
        previousSecretSealedBy = null;
    }

    void dropSecrets() {
        dropSealedSecrets();
        clientSecretHash = null;
        clientSecretExpiresAt = null;
        previousSecretHash = null;
        previousSecretExpiresAt = null;
    }

    void registrationToken(byte[] hash) {
        registrationTokenHash = hash;
    }

    private static boolean isAhead(Instant time, Instant now) {
        return time != null && now.isBefore(time);
    }
}
