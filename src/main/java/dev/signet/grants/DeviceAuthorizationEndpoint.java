package dev.signet.grants;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.http.FormReading;
import dev.signet.requests.DeviceAuthorizations;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;

/** {@code POST /oauth2/device_authorization} (RFC 8628 §3.1): a device without a keyboard asks for its codes. */
@Path("/oauth2/device_authorization")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
class DeviceAuthorizationEndpoint {
    private static final String ADMIN = "signet:admin";
    private static final String PAGE = "/device";

    private final ClientRequests requests;
    private final Resources resources;
    private final DeviceAuthorizations devices;
    private final Issuer issuer;

    DeviceAuthorizationEndpoint(ClientRequests requests, Resources resources, DeviceAuthorizations devices, Issuer issuer) {
        this.requests = requests;
        this.resources = resources;
        this.devices = devices;
        this.issuer = issuer;
    }

    /**
     * RFC 8628 §3.2.
     *
     * @param deviceCode REQUIRED a secret of the device
     * @param userCode REQUIRED what the person types
     * @param verificationUri REQUIRED where
     * @param verificationUriComplete OPTIONAL the same with the code in it, for a QR code
     * @param expiresIn REQUIRED seconds
     * @param interval OPTIONAL seconds between two polls
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record DeviceAnswer(String deviceCode, String userCode, String verificationUri, String verificationUriComplete,
            long expiresIn, int interval) {

        /** Never the codes. */
        @Override
        public String toString() {
            return "DeviceAnswer[]";
        }
    }

    @POST
    public Uni<DeviceAnswer> authorize(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers).chain(this::open).map(this::answer);
    }

    private Uni<DeviceAuthorizations.Codes> open(ClientRequest request) {
        if (!request.client().mayUse(DeviceCodeGrant.TYPE)) {
            throw OAuthError.unauthorizedClient("The client is not registered for this grant type.").asException();
        }
        List<String> asked = request.form().all("resource");
        resources.checkAllowed(asked, request.client());
        return devices.open(request.client().clientId(), scope(request), asked);
    }

    private static Set<String> scope(ClientRequest request) {
        Client client = request.client();
        Set<String> scope = request.parameter("scope")
                .<Set<String>> map(text -> new LinkedHashSet<>(Arrays.asList(text.split(" ")))).orElseGet(Set::of);
        if (!client.scopes().containsAll(scope) || scope.contains(ADMIN)) {
            throw OAuthError.invalidScope("The client may not have every scope that it asked for.").asException();
        }
        return scope;
    }

    private DeviceAnswer answer(DeviceAuthorizations.Codes codes) {
        String page = issuer.resolve(PAGE);
        return new DeviceAnswer(codes.deviceCode(), codes.userCode(), page, page + "?user_code=" + codes.userCode(),
                DeviceAuthorizations.LIFE.toSeconds(), DeviceAuthorizations.INTERVAL);
    }
}
