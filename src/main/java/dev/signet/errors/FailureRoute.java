package dev.signet.errors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Failures below JAX-RS: filters, authentication, the router itself. */
@Singleton
class FailureRoute {
    /**
     * Before the framework's own handlers, which answer HTML or nothing; after those of {@code http}, which only add headers.
     */
    private static final int ORDER = -100;

    void register(@Observes Router router) {
        router.route().order(ORDER).failureHandler(FailureRoute::handle);
    }

    private static void handle(RoutingContext call) {
        HttpServerResponse response = call.response();
        if (response.headWritten()) {
            call.request().connection().close();
            return;
        }
        send(response, answer(call));
    }

    private static ErrorAnswer answer(RoutingContext call) {
        return isDecided(call)
                ? ErrorAnswers.answer(Problems.ofStatus(call.statusCode()), call)
                : ErrorAnswers.answer(call.failure(), call);
    }

    /** A filter or the router that says 4xx knows; 500 is what it says of any exception. */
    private static boolean isDecided(RoutingContext call) {
        return call.failure() == null || call.statusCode() >= 400 && call.statusCode() < 500;
    }

    private static void send(HttpServerResponse response, ErrorAnswer answer) {
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }
}
