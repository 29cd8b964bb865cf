package dev.signet.login;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Visit;
import dev.signet.requests.PendingAuthorization;
import dev.signet.requests.PendingAuthorizations;
import io.smallrye.mutiny.Uni;

/** Finds out what somebody came for. */
@ApplicationScoped
class Journeys {
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final PendingAuthorizations authorizations;
    private final Clients clients;

    Journeys(PendingAuthorizations authorizations, Clients clients) {
        this.authorizations = authorizations;
        this.clients = clients;
    }

    /** @return the journey, in the client's {@code ui_locales}; fails with a page when its authorization is over */
    Uni<Journey> find(Visit visit, Destination destination) {
        Visit here = keep(visit, destination.parameters());
        if (destination.handle().isEmpty()) {
            return Uni.createFrom().item(new Journey(here, destination, Optional.empty(), Optional.empty()));
        }
        return pending(destination.handle().get(), here)
                .chain(pending -> clients.find(pending.clientId())
                        .map(client -> journey(here, destination, pending, client)));
    }

    /** @return the journey of somebody whom a client sent; fails with a page for anybody else */
    Uni<Journey> findPending(Visit visit, Destination destination) {
        return destination.handle().isEmpty() ? Uni.createFrom().failure(over(visit)) : find(visit, destination);
    }

    private Uni<PendingAuthorization> pending(String handle, Visit visit) {
        if (!HANDLE.matcher(handle).matches()) {
            return Uni.createFrom().failure(over(visit));
        }
        return authorizations.find(handle).map(found -> found.orElseThrow(() -> over(visit)));
    }

    private static Journey journey(Visit visit, Destination destination, PendingAuthorization pending,
            Optional<Client> client) {
        Visit preferring = visit.preferring(pending.uiLocales());
        if (client.isEmpty()) {
            throw new PageException(PageError.of(400, PageMessages::clientUnknown), preferring);
        }
        return new Journey(preferring, destination, Optional.of(pending), client);
    }

    private static Visit keep(Visit visit, Map<String, String> parameters) {
        Visit keeping = visit;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            keeping = keeping.keeping(parameter.getKey(), Optional.of(parameter.getValue()));
        }
        return keeping;
    }

    private static PageException over(Visit visit) {
        return new PageException(PageError.of(400, PageMessages::handleUnknown), visit);
    }
}
