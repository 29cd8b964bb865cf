package dev.signet.login;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.http.FormReading;
import dev.signet.pages.Visits;
import dev.signet.requests.DeviceAuthorization;
import dev.signet.requests.DeviceAuthorizations;
import dev.signet.sessions.BrowserSession;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /device}: the person types the code of a device and says whether it may sign in as them (RFC 8628 §3.3). A code that
 * came with the link is only typed already, so that nobody connects a device by following one (§5.4).
 */
@Path("/device")
class DeviceEndpoint {
    private final PageCalls calls;
    private final DeviceAuthorizations devices;
    private final DeviceGuesses guesses;
    private final DevicePages forms;

    DeviceEndpoint(PageCalls calls, DeviceAuthorizations devices, DeviceGuesses guesses, DevicePages forms) {
        this.calls = calls;
        this.devices = devices;
        this.guesses = guesses;
        this.forms = forms;
    }

    @GET
    public Uni<Response> form(@Context RoutingContext call) {
        Destination destination = Destination.device(Visits.parameter(call, Destination.USER_CODE));
        return calls.show(call, destination, (visit, session) -> forms
                .type(visit.keeping(Destination.USER_CODE, destination.userCode()), destination.userCode()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> decide(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> guesses.counted(sent, () -> find(sent))
                .chain(device -> device.isEmpty() ? unknown(sent) : decide(device.get(), sent, session)));
    }

    private Uni<Optional<DeviceAuthorization>> find(SentForm sent) {
        return sent.text(Destination.USER_CODE).isBlank() ? Uni.createFrom().item(Optional.empty())
                : devices.find(sent.text(Destination.USER_CODE));
    }

    private Uni<Response> decide(DeviceAuthorization device, SentForm sent, BrowserSession session) {
        return switch (sent.text("decision")) {
            case "allow" -> devices.approve(device.userCode(), session, sent.visitor()).chain(first -> done(first, true, sent));
            case "deny" -> devices.deny(device.userCode()).chain(first -> done(first, false, sent));
            default -> forms.confirm(device, session, sent.visit());
        };
    }

    private Uni<Response> done(boolean first, boolean allowed, SentForm sent) {
        return first ? forms.done(sent.visit(), allowed) : unknown(sent);
    }

    private Uni<Response> unknown(SentForm sent) {
        return forms.unknown(sent.visit(), sent.text(Destination.USER_CODE));
    }
}
