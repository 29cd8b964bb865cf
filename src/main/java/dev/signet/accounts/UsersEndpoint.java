package dev.signet.accounts;

import java.net.URI;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.signet.http.ClientAddresses;
import dev.signet.membership.NewAccount;
import dev.signet.membership.RegistrationFlow;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.tokens.Issuer;
import dev.signet.users.Identifiers;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /api/v1/users}: a new account. */
@Path("/api/v1/users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class UsersEndpoint {
    private final RegistrationFlow registration;
    private final Identifiers identifiers;
    private final PasswordPolicy policy;
    private final ClientAddresses addresses;
    private final URI me;

    UsersEndpoint(RegistrationFlow registration, Identifiers identifiers, PasswordPolicy policy, ClientAddresses addresses,
            Issuer issuer) {
        this.registration = registration;
        this.identifiers = identifiers;
        this.policy = policy;
        this.addresses = addresses;
        this.me = URI.create(issuer.resolve("/api/v1/me"));
    }

    @POST
    public Uni<RestResponse<AccountAnswer>> register(RegistrationRequest request, @Context RoutingContext call) {
        return registration.register(NewAccount.of(request.typed(), identifiers, policy), addresses.current(call))
                .map(account -> ResponseBuilder.<AccountAnswer> created(me).entity(AccountAnswer.of(account)).build());
    }
}
