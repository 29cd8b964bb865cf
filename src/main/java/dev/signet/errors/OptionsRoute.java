package dev.signet.errors;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers OPTIONS with the methods of the path (RFC 9110 §9.3.7); where there is none, the path is not found. */
@Singleton
class OptionsRoute {
    private static final int AFTER_FILTERS = -1;

    void register(@Observes Router router) {
        router.options().order(AFTER_FILTERS).handler(OptionsRoute::handle);
    }

    private static void handle(RoutingContext call) {
        Set<String> methods = AllowedMethods.at(call.normalizedPath());
        if (methods.isEmpty()) {
            call.fail(404);
            return;
        }
        call.response().setStatusCode(204).putHeader("Allow", String.join(", ", methods)).end();
    }
}
