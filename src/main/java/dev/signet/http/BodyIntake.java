package dev.signet.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** One body on its way in. Lives on its call's event loop only. */
final class BodyIntake {
    private static final String BODY = "signet.body";
    private static final byte[] NONE = new byte[0];

    private final RoutingContext call;
    private final HttpServerRequest request;
    private final long longest;
    private final long timeoutMillis;
    private final Context context = Vertx.currentContext();
    private final Buffer body = Buffer.buffer();
    private long timer;
    private boolean refused;

    BodyIntake(RoutingContext call, long longest, long timeoutMillis) {
        this.call = call;
        this.request = call.request();
        this.longest = longest;
        this.timeoutMillis = timeoutMillis;
    }

    /** @return the call's body, empty if it had none */
    static byte[] of(RoutingContext call) {
        return call.get(BODY, NONE);
    }

    void start() {
        timer = call.vertx().setTimer(timeoutMillis, fired -> expire());
        request.exceptionHandler(gone -> cancelTimer());
        request.handler(this::take);
        request.endHandler(ended -> end());
        boolean waits = request.headers().contains(HttpHeaders.EXPECT);
        if (announced() > longest) {
            refuse(413, waits);
        } else if (waits) {
            call.response().writeContinue();
        }
        request.resume();
    }

    private long announced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void take(Buffer part) {
        if (refused) {
            return;
        }
        if (body.length() + part.length() > longest) {
            refuse(413, false);
            return;
        }
        body.appendBuffer(part);
    }

    private void end() {
        cancelTimer();
        if (!refused) {
            call.put(BODY, body.getBytes());
            onContext(call::next);
        }
    }

    private void expire() {
        if (refused) {
            hangUp();
        } else {
            refuse(408, true);
        }
    }

    /**
     * The rest is read and dropped until the timer ends it: a caller that is still writing would miss the answer.
     *
     * @param last whether the rest may never come, so that no further request can follow
     */
    private void refuse(int status, boolean last) {
        refused = true;
        if (last) {
            call.addEndHandler(sent -> hangUp());
        }
        onContext(() -> call.fail(status));
    }

    private void hangUp() {
        request.connection().close();
    }

    private void cancelTimer() {
        call.vertx().cancelTimer(timer);
    }

    /** Parts of a pipelined request arrive on the connection's context, where the call's own data is not. */
    private void onContext(Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }
}
