package dev.signet.clients;

import java.util.Optional;

/**
 * A client to be registered.
 *
 * @param metadata judged: without violations
 * @param secret one that somebody else made; else one is made where it needs one
 * @param registrationToken RFC 7592 §3: what the client shows to read and change its registration
 */
public record NewClient(String clientId, ClientMetadata metadata, Origin origin, Optional<String> secret,
        Optional<String> registrationToken) {

    public NewClient(String clientId, ClientMetadata metadata, Origin origin) {
        this(clientId, metadata, origin, Optional.empty(), Optional.empty());
    }

    /** Never the secret, never the token. */
    @Override
    public String toString() {
        return "NewClient[" + clientId + " " + origin + "]";
    }
}
