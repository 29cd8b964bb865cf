package dev.signet.stores;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Work that one replica at a time may do, held by a transaction-level advisory lock: a dead leader lets go by itself. */
@ApplicationScoped
public class Leader {
    /** So many rows are deleted at once. */
    public static final int BATCH = 10_000;

    private final Pool postgres;

    Leader(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * Runs the work in a transaction if no other replica is at it; else does nothing.
     *
     * @param task the lock's name
     * @param work runs inside the locked transaction
     */
    public Uni<Void> tryLead(String task, Function<SqlConnection, Uni<Void>> work) {
        return postgres.withTransaction(c -> c
                .preparedQuery("select pg_try_advisory_xact_lock(hashtext('signet'), hashtext($1)) as held")
                .execute(Tuple.of(task))
                .chain(rows -> rows.iterator().next().getBoolean("held") ? work.apply(c) : Uni.createFrom().voidItem()));
    }

    /**
     * Deletes batch after batch, each in a transaction of its own, until one was not full: however much has expired since
     * the last time goes, and no statement runs long. Does nothing while another replica is at it.
     *
     * @param task the lock's name
     * @param delete of {@link #BATCH} rows at the most
     */
    public Uni<Void> tryLeadBatches(String task, String delete) {
        AtomicInteger deleted = new AtomicInteger();
        return tryLead(task, c -> c.query(delete).execute().invoke(rows -> deleted.set(rows.rowCount())).replaceWithVoid())
                .chain(() -> deleted.get() < BATCH ? Uni.createFrom().voidItem() : tryLeadBatches(task, delete));
    }

    /**
     * Runs the work in a transaction after waiting for whichever replica is at it.
     *
     * @param task the lock's name
     * @param work runs inside the locked transaction
     */
    public <T> Uni<T> lead(String task, Function<SqlConnection, Uni<T>> work) {
        return postgres.withTransaction(c -> c
                .preparedQuery("select pg_advisory_xact_lock(hashtext('signet'), hashtext($1))")
                .execute(Tuple.of(task))
                .chain(() -> work.apply(c)));
    }
}
