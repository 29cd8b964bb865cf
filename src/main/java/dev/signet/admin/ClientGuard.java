package dev.signet.admin;

import jakarta.ws.rs.NotFoundException;

import dev.signet.clients.Client;
import dev.signet.clients.ClientMetadata;
import dev.signet.clients.Origin;
import dev.signet.clients.Registrations;
import dev.signet.errors.Problem;

/** What operators may not do to a client over the API. */
final class ClientGuard {

    private ClientGuard() {
    }

    /** The file alone says what its clients are; shutting one out over the API is possible all the same. */
    static void refuseOfFile(Client client) {
        if (client.isOf(Origin.FILE)) {
            throw Problem.of("client-managed-by-file", 409, "The client is managed by a file",
                    "It is changed in the file that signet.clients.file names.").asException();
        }
    }

    /** Sign-ins that name no client happen at the built-in one. */
    static void refuseBuiltIn(String clientId) {
        if (clientId.equals(Registrations.BUILT_IN)) {
            throw builtIn();
        }
    }

    /** @return the metadata; a problem when they would make the built-in client something else */
    static ClientMetadata keepBuiltIn(Client client, ClientMetadata metadata) {
        if (client.clientId().equals(Registrations.BUILT_IN) && !metadata.takesPasswordsInPublic()) {
            throw builtIn();
        }
        return metadata;
    }

    static void refuseUnknown(boolean known) {
        if (!known) {
            throw new NotFoundException();
        }
    }

    private static RuntimeException builtIn() {
        return Problem.of("client-built-in", 409, "The client is built in",
                "Sign-ins that name no client happen at it: it stays, and stays a public first-party client.").asException();
    }
}
