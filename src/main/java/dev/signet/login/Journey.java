package dev.signet.login;

import java.util.Optional;

import dev.signet.clients.Client;
import dev.signet.pages.Fence;
import dev.signet.pages.Visit;
import dev.signet.requests.PendingAuthorization;

/**
 * Somebody on the way through the pages.
 *
 * @param visit of the page that they are at
 * @param destination where they go
 * @param pending the authorization that they were sent here for
 * @param client that sent them
 */
record Journey(Visit visit, Destination destination, Optional<PendingAuthorization> pending, Optional<Client> client) {

    /** @return the client's name, or null: for a page that names it */
    String application() {
        return client.map(Client::clientName).orElse(null);
    }

    /** @return what the page may do: its form may end at the client, and a calculation needs its script */
    Fence fence(Optional<PosedChallenge> posed) {
        Fence fence = destination.handle().isPresent() ? Fence.ON_THE_WAY : Fence.HERE;
        return posed.map(challenge -> challenge.behind(fence)).orElse(fence);
    }

    String next() {
        return destination.next();
    }
}
