package dev.signet.clients;

import java.util.Optional;

import dev.signet.sealing.Sealed;

/**
 * A client's secret on its way into the database.
 *
 * @param value what the client is told, once
 * @param hash SHA-256 of it
 * @param sealed itself, where it is an HMAC key
 */
record ClientSecret(String value, byte[] hash, Optional<Sealed> sealed) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "ClientSecret";
    }
}
