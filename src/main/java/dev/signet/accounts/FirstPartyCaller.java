package dev.signet.accounts;

import java.util.List;

import dev.signet.clients.Client;
import dev.signet.http.ClientAddress;

/**
 * The client through which a person signs in with a password, and what the tokens will be for.
 *
 * @param scope granted, separated by spaces
 * @param audience of the access tokens
 * @param address that the attempt is counted against
 * @param peer the address of the connection
 */
record FirstPartyCaller(Client client, String scope, List<String> audience, ClientAddress address,
        ClientAddress peer) {
}
