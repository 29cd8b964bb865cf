package dev.signet.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * Tells a room that its table changed, on whichever replica: triggers move a version row, every replica polls it.
 * A copy held in memory is at most one poll plus its reload behind.
 */
@ApplicationScoped
public class TableVersions {
    private static final Logger LOG = Logger.getLogger(TableVersions.class);

    private final Pool postgres;
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();

    TableVersions(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * @param table a table with a version trigger
     * @param reload reads the table again; runs on an event loop, its failure is logged and tried again at the next poll
     */
    public void onChange(String table, Supplier<Uni<Void>> reload) {
        copies.put(table, new Copy(table, reload));
    }

    @Scheduled(every = "${signet.stores.version-poll:2s}", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return postgres.query("select name, version from table_versions").execute()
                .chain(this::reloadStale)
                .onFailure().invoke(e -> LOG.debugf("table versions not read: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> reloadStale(RowSet<Row> rows) {
        List<Uni<Void>> reloads = new ArrayList<>();
        for (Row row : rows) {
            Copy copy = copies.get(row.getString("name"));
            if (copy != null && copy.version != row.getLong("version")) {
                reloads.add(copy.reloadTo(row.getLong("version")));
            }
        }
        return reloads.isEmpty() ? Uni.createFrom().voidItem() : Uni.join().all(reloads).andCollectFailures().replaceWithVoid();
    }

    private static final class Copy {
        private final String table;
        private final Supplier<Uni<Void>> reload;
        private volatile long version = -1;

        Copy(String table, Supplier<Uni<Void>> reload) {
            this.table = table;
            this.reload = reload;
        }

        Uni<Void> reloadTo(long newer) {
            return reload.get()
                    .invoke(() -> version = newer)
                    .onFailure().invoke(e -> LOG.warnf("%s not reloaded, next poll tries again: %s", table, e.getMessage()));
        }
    }
}
