package dev.signet.clients;

import java.util.Optional;

/**
 * What became of a registration.
 *
 * @param client as it is now
 * @param secret one that was just made: told once, then only its hash is left
 */
public record Registered(Client client, Optional<String> secret) {

    /** @return the client as it is, its secret untold */
    public static Registered unchanged(Client client) {
        return new Registered(client, Optional.empty());
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Registered[" + client.clientId() + "]";
    }
}
