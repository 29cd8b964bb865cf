package dev.signet.errors;

import java.util.regex.Pattern;

import io.vertx.redis.client.impl.types.ErrorType;

/** Tells a Redis that is away, full, loading or failing over from a command that is wrong. */
final class RedisFailures {
    /** The first word of a Redis error is its kind; the first one is the client's own. */
    private static final Pattern AWAY = Pattern
            .compile("(?:CONNECTION_CLOSED|OOM|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|MISCONF|NOREPLICAS)\\b.*",
                    Pattern.DOTALL);

    private RedisFailures() {
    }

    static boolean isAway(Throwable cause) {
        return Causes.as(cause, ErrorType.class).filter(error -> AWAY.matcher(error.toString()).matches()).isPresent();
    }
}
