package dev.signet.accounts;

import java.time.Clock;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import dev.signet.captcha.Captchas;
import dev.signet.captcha.Purpose;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.http.ClientAddresses;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /api/v1/captchas}: a challenge to solve. */
@Path("/api/v1/captchas")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CaptchasEndpoint {
    private final Captchas captchas;
    private final ClientAddresses addresses;
    private final Clock clock;
    private final MeterRegistry metrics;

    CaptchasEndpoint(Captchas captchas, ClientAddresses addresses, Clock clock, MeterRegistry metrics) {
        this.captchas = captchas;
        this.addresses = addresses;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param type OPTIONAL one of the enabled ones; the first of them by default
     * @param purpose OPTIONAL {@code login} (default) or {@code registration}
     */
    record CaptchaRequest(String type, String purpose) {
    }

    @POST
    public Uni<RestResponse<CaptchaChallenge>> issue(Optional<CaptchaRequest> body, @Context RoutingContext call) {
        CaptchaRequest request = body.orElse(new CaptchaRequest(null, null));
        return captchas.issue(Optional.ofNullable(request.type()), purpose(request.purpose()), addresses.current(call))
                .invoke(challenge -> metrics.counter("signet.captcha.issued", "type", challenge.type()).increment())
                .map(challenge -> RestResponse.status(RestResponse.Status.CREATED,
                        CaptchaChallenge.of(challenge, clock.instant())));
    }

    private static Purpose purpose(String text) {
        if (text == null || text.equals("login")) {
            return Purpose.LOGIN;
        }
        if (text.equals("registration")) {
            return Purpose.REGISTRATION;
        }
        throw Problem.validation(new FieldError("purpose", "unknown", "This must be login or registration.")).asException();
    }
}
