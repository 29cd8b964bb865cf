package dev.signet.grants;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.errors.OAuthError;
import dev.signet.requests.AuthorizationCodes;
import dev.signet.requests.DeviceAuthorization;
import dev.signet.requests.DeviceAuthorizations;
import dev.signet.sessions.Access;
import dev.signet.sessions.Authentication;
import dev.signet.sessions.ClaimsRequest;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignIn;
import dev.signet.sessions.TokenAnswer;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;

/** A device asks whether its person has agreed (RFC 8628 §3.4). */
@ApplicationScoped
class DeviceCodeGrant implements Grant {
    static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    private final DeviceAuthorizations devices;
    private final Sessions sessions;
    private final Resources resources;
    private final Issuer issuer;

    DeviceCodeGrant(DeviceAuthorizations devices, Sessions sessions, Resources resources, Issuer issuer) {
        this.devices = devices;
        this.sessions = sessions;
        this.resources = resources;
        this.issuer = issuer;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        String code = request.required("device_code");
        return devices.poll(code)
                .map(poll -> decided(poll, request))
                .chain(device -> open(code, device, request))
                .call(() -> devices.close(code));
    }

    /** RFC 8628 §3.5, in the order in which a device can tell them apart. */
    private static DeviceAuthorization decided(DeviceAuthorizations.Poll poll, ClientRequest request) {
        DeviceAuthorization device = poll.device().filter(d -> d.clientId().equals(request.client().clientId()))
                .orElseThrow(() -> refusal("invalid_grant", "The device code is unknown or was used."));
        if (poll.expired()) {
            throw refusal("expired_token", "The device code has expired.");
        }
        if (device.denied()) {
            throw refusal("access_denied", "The person said no.");
        }
        if (device.session().isEmpty()) {
            throw poll.tooSoon() ? refusal("slow_down", "Wait five seconds longer between polls.")
                    : refusal("authorization_pending", "The person has not decided yet.");
        }
        return device;
    }

    /** The sign-in's id is made of the code, so that a code serves once. */
    private Uni<TokenAnswer> open(String code, DeviceAuthorization device, ClientRequest request) {
        Access access = new Access(String.join(" ", device.scopes()), issuer.audience(
                device.resources().isEmpty() ? request.client().defaultAudience() : device.resources(), device.scopes()));
        SignIn signIn = new SignIn(Authentication.in(device.session().orElseThrow()), request.client(), access,
                Optional.empty(), ClaimsRequest.NONE, request.confirmation(), device.from().orElseThrow());
        return sessions.signInOnce(AuthorizationCodes.signIn(code), signIn, granted -> resources.narrow(granted, request))
                .map(answer -> answer.orElseThrow(() -> refusal("invalid_grant", "The device code was refused.")));
    }

    private static RuntimeException refusal(String error, String description) {
        return new OAuthError(error, 400, description).asException();
    }
}
