package dev.signet.sessions;

import java.util.List;
import java.util.UUID;

import dev.signet.clients.Client;

/**
 * A person who was just recognised, about to get tokens at a client.
 *
 * @param user the {@code sub}
 * @param credentialVersion of the password that was judged: if it has changed since, there is no sign-in
 * @param scope granted, separated by spaces
 * @param audience of the access tokens
 * @param ip the caller's address, shown to the person
 * @param userAgent as the caller named it, shown to the person; may be null
 */
public record SignIn(UUID user, int credentialVersion, Client client, String scope, List<String> audience, String ip,
        String userAgent) {
}
