package dev.signet.accounts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.users.Account;
import dev.signet.users.Users;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code PUT /api/v1/me/password}: a new password; every other sign-in ends. */
@Path("/api/v1/me/password")
@Consumes(MediaType.APPLICATION_JSON)
class MyPasswordEndpoint {
    private final Caller caller;
    private final Users users;
    private final PasswordPolicy policy;
    private final OwnAccount account;

    MyPasswordEndpoint(Caller caller, Users users, PasswordPolicy policy, OwnAccount account) {
        this.caller = caller;
        this.users = users;
        this.policy = policy;
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
        CurrentPassword current = CurrentPassword.of(request.currentPassword(), request.captcha());
        if (request.newPassword() == null) {
            throw Problem.validation(Refusals.required("new_password")).asException();
        }
        return caller.person().chain(users::account)
                .map(found -> found.orElseThrow(UnauthorizedException::new))
                .invoke(person -> judge(request.newPassword(), person))
                .chain(person -> account.changePassword(person.id(), caller.signIn(), current, request.newPassword(), call));
    }

    private void judge(String password, Account person) {
        List<String> names = Stream.of(person.username(), person.email(), person.phone())
                .filter(Objects::nonNull).toList();
        List<FieldError> errors = policy.judge("new_password", password, names);
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
    }
}
