package dev.signet.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes in the whole body, bounded in length and time, before JAX-RS. The framework would answer a long body with
 * nothing, and hand one without a length to a worker thread, where no reactive session can follow.
 */
@Singleton
class RequestBody {
    private final long longest;
    private final long timeoutMillis;

    RequestBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longest, HttpConfig config) {
        this.longest = longest.asLongValue();
        this.timeoutMillis = config.bodyTimeout().toMillis();
    }

    void register(@Observes Router router) {
        FilterOrder.BODY.register(router, this::handle);
    }

    private void handle(RoutingContext call) {
        if (hasBody(call.request().headers())) {
            new BodyIntake(call, longest, timeoutMillis).start();
        } else {
            call.next();
        }
    }

    /** RFC 9112 §6.3. */
    private static boolean hasBody(MultiMap headers) {
        return headers.contains(HttpHeaders.CONTENT_LENGTH) || headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
