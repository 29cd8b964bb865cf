package dev.signet.stores;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings work that several callers wait for back to each caller's own context. */
public final class CallerContext {

    private CallerContext() {
    }

    /** @return the same, whose item arrives where this method was called */
    public static <T> Uni<T> keep(Uni<T> shared) {
        Context context = Vertx.currentContext();
        return context == null ? shared : shared.emitOn(task -> context.runOnContext(unused -> task.run()));
    }
}
