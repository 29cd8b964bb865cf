package dev.signet.proof;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Vertx;

/** Something else to do for the replicas: tokens for a client, at a steady rate. */
final class ServiceLoad implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final String FORM = "grant_type=client_credentials";

    private final Vertx vertx = Vertx.vertx();
    private final Load load;
    private final AtomicLong minted = new AtomicLong();

    ServiceLoad(Replicas replicas) {
        load = new Load(replicas.uris(), 4);
        vertx.setPeriodic(BETWEEN.toMillis(), tick -> mint((int) (minted.get() % 2)));
    }

    private void mint(int replica) {
        load.form(replica, "/oauth2/token", "signet-admin", "signet-admin-secret", FORM)
                .onSuccess(answer -> minted.incrementAndGet());
    }

    long minted() {
        return minted.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        load.close();
    }
}
