package dev.signet.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.MDC;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives every call an id: in each answer, and under {@code requestId} in each log line. The caller's own is kept if it
 * is harmless in a log. Ids tell calls apart, they are no secret.
 */
@Singleton
class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final String MDC_KEY = "requestId";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes Router router) {
        FilterOrder.REQUEST_ID.registerForFailuresToo(router, RequestId::handle);
    }

    private static void handle(RoutingContext call) {
        if (!call.response().headers().contains(HEADER)) {
            identify(call);
        }
        call.next();
    }

    private static void identify(RoutingContext call) {
        String id = Optional.ofNullable(call.request().getHeader(HEADER))
                .filter(sent -> WELL_FORMED.matcher(sent).matches())
                .orElseGet(RequestId::random);
        MDC.put(MDC_KEY, id);
        call.response().putHeader(HEADER, id);
    }

    private static String random() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
