package dev.signet.accounts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.Problem;
import dev.signet.membership.CurrentPassword;
import dev.signet.membership.OwnAccount;
import dev.signet.membership.Refusals;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code PUT /api/v1/me/password}: a new password; every other sign-in ends. */
@Path("/api/v1/me/password")
@Consumes(MediaType.APPLICATION_JSON)
class MyPasswordEndpoint {
    private final Caller caller;
    private final OwnAccount account;

    MyPasswordEndpoint(Caller caller, OwnAccount account) {
        this.caller = caller;
        this.account = account;
    }

    /**
     * @param currentPassword REQUIRED
     * @param newPassword REQUIRED
     * @param captcha OPTIONAL a solved challenge, where one is due
     */
    record PasswordRequest(@JsonProperty("current_password") String currentPassword,
            @JsonProperty("new_password") String newPassword,
            CaptchaMember captcha) {

        /** Never the passwords. */
        @Override
        public String toString() {
            return "PasswordRequest[]";
        }
    }

    @PUT
    @RolesAllowed(Caller.ACCOUNT)
    public Uni<Void> change(PasswordRequest request, @Context RoutingContext call) {
        CurrentPassword current = CaptchaMember.proof(request.currentPassword(), request.captcha());
        if (request.newPassword() == null) {
            throw Problem.validation(Refusals.required("new_password")).asException();
        }
        return caller.person()
                .chain(person -> account.changePassword(person, caller.signIn(), current, request.newPassword(), call));
    }
}
