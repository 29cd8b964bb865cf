package dev.signet.login;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.requests.DeviceAuthorization;
import dev.signet.sessions.BrowserSession;
import io.smallrye.mutiny.Uni;

/** Shows the pages of {@code /device}. */
@ApplicationScoped
class DevicePages {
    private final Clients clients;
    private final People people;
    private final Pages pages;

    DevicePages(Clients clients, People people, Pages pages) {
        this.clients = clients;
        this.people = people;
        this.pages = pages;
    }

    Uni<Response> type(Visit visit, Optional<String> userCode) {
        return pages.show(200, new DevicePage(visit, userCode.orElse(""), null), visit);
    }

    Uni<Response> unknown(Visit visit, String userCode) {
        String error = Pages.messages(AskMessages.class, visit).deviceUnknown();
        return pages.show(400, new DevicePage(visit, userCode, error), visit);
    }

    /** @return whether the person agrees; a client that went meanwhile makes the code unknown */
    Uni<Response> confirm(DeviceAuthorization device, BrowserSession session, Visit visit) {
        return clients.find(device.clientId())
                .chain(client -> client.map(known -> people.name(session.user())
                        .chain(person -> confirm(device, known, person, visit)))
                        .orElseGet(() -> unknown(visit, device.userCode())));
    }

    private Uni<Response> confirm(DeviceAuthorization device, Client client, String person, Visit visit) {
        AskMessages words = Pages.messages(AskMessages.class, visit);
        return pages.show(200, new DeviceConsentPage(visit, device.userCode(), client.clientName(), person,
                Wants.of(device.scopes(), Set.of(), words)), visit);
    }

    Uni<Response> done(Visit visit, boolean allowed) {
        return pages.show(200, new DeviceDonePage(visit, allowed), visit);
    }
}
