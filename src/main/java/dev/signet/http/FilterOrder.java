package dev.signet.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What a call passes before JAX-RS, in this order. */
enum FilterOrder {
    /** First of all: whatever fails after it is logged and answered with the id. */
    REQUEST_ID(-900),
    ANSWER_HEADERS(-800),
    /** A preflight ends here: it has neither body nor credentials. */
    CROSS_ORIGIN(-750),
    /** Before the form is judged: whether a request has a body decides whether it must say what it is. */
    BODY(-700),
    /** From here on the service works: its time is counted without the time that a body took to arrive. */
    DEADLINE(-650),
    REQUEST_FORM(-600);

    private final int order;

    FilterOrder(int order) {
        this.order = order;
    }

    void register(Router router, Handler<RoutingContext> filter) {
        router.route().order(order).handler(filter);
    }

    /** Also for a call that fails before any filter: one without a Host, say. The filter then runs once or twice. */
    void registerForFailuresToo(Router router, Handler<RoutingContext> filter) {
        router.route().order(order).handler(filter).failureHandler(filter);
    }
}
