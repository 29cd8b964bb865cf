package dev.signet.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a call that hangs: a store that neither answers nor closes must not hold its caller. What the call began may yet
 * be done; 503 says that nobody knows.
 */
@Singleton
class Deadline {
    private final long millis;

    Deadline(HttpConfig config) {
        this.millis = config.deadline().toMillis();
    }

    void register(@Observes Router router) {
        FilterOrder.DEADLINE.register(router, this::handle);
    }

    private void handle(RoutingContext call) {
        long timer = call.vertx().setTimer(millis, fired -> expire(call));
        call.addEndHandler(ended -> call.vertx().cancelTimer(timer));
        call.next();
    }

    private static void expire(RoutingContext call) {
        if (!call.response().headWritten()) {
            call.fail(503);
        }
    }
}
