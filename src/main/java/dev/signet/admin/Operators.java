package dev.signet.admin;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.ClientAddresses;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;

/** Who calls. */
@ApplicationScoped
class Operators {
    private final SecurityIdentity identity;
    private final ClientAddresses addresses;

    Operators(SecurityIdentity identity, ClientAddresses addresses) {
        this.identity = identity;
        this.addresses = addresses;
    }

    Operator of(RoutingContext call) {
        return new Operator(identity.getPrincipal().getName(), addresses.current(call).text());
    }
}
