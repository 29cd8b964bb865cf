package dev.signet.stores;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/** The pool with its time-outs: whoever waits for Postgres hears of its absence while a caller is still there. */
@Singleton
class PostgresPool implements PgPoolCreator {
    private static final int WAIT_SECONDS = 1;
    private static final int CONNECT_MILLIS = 1_000;
    private static final String STATEMENT_MILLIS = "3000";
    private static final int WAITING_MOST = 2_000;

    private volatile PgConnectOptions connectOptions;

    /** @return how the pool connects */
    PgConnectOptions connectOptions() {
        return new PgConnectOptions(connectOptions);
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(PostgresPool::bound);
        connectOptions = input.pgConnectOptionsList().get(0);
        PoolOptions options = input.poolOptions()
                .setConnectionTimeout(WAIT_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(WAITING_MOST);
        return PgBuilder.pool().with(options).connectingTo(List.<SqlConnectOptions> copyOf(input.pgConnectOptionsList()))
                .using(input.vertx()).build();
    }

    private static void bound(PgConnectOptions options) {
        options.setConnectTimeout(CONNECT_MILLIS);
        options.addProperty("statement_timeout", STATEMENT_MILLIS);
        options.addProperty("application_name", "signet");
    }
}
