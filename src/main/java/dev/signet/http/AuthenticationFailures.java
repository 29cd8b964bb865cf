package dev.signet.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Leaves a refused token to the exception mappers. JAX-RS takes the framework's own answer to it away as well, but only after
 * it has looked for the call's route in a map of all routes that it builds anew for each call: an eighth of what a small
 * answer costs.
 */
@Singleton
class AuthenticationFailures {
    /** Of the framework's filter that sets the answer; ours is registered later, so it follows that one. */
    private static final int AUTHENTICATION = 200;

    void register(@Observes Filters filters) {
        filters.register(AuthenticationFailures::leave, AUTHENTICATION);
    }

    private static void leave(RoutingContext call) {
        call.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        call.next();
    }
}
