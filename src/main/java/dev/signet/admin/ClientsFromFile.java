package dev.signet.admin;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.clients.Clients;
import dev.signet.clients.ClientsConfig;
import dev.signet.clients.ClientsFile;
import dev.signet.clients.DeclaredClient;
import dev.signet.clients.NewClient;
import dev.signet.clients.Origin;
import dev.signet.clients.Registrations;
import dev.signet.stores.Leader;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Keeps the clients as {@code signet.clients.file} says: at start, when the file changes, and when somebody changed one of
 * them otherwise. One replica at a time is at it. While replicas have different files (a rolling update), the file that
 * came last is the one that holds: a replica with another one corrects nothing.
 */
@ApplicationScoped
class ClientsFromFile {
    private static final Logger LOG = Logger.getLogger(ClientsFromFile.class);

    private final ClientsConfig config;
    private final Clients clients;
    private final Registrations registrations;
    private final ClientChanges changes;
    private final FileRecord record;
    private final Leader leader;
    private final Vertx vertx;
    private volatile Applied applied;
    private volatile String complaint = "";

    ClientsFromFile(ClientsConfig config, Clients clients, Registrations registrations, ClientChanges changes,
            FileRecord record, Leader leader, Vertx vertx) {
        this.config = config;
        this.clients = clients;
        this.registrations = registrations;
        this.changes = changes;
        this.record = record;
        this.leader = leader;
        this.vertx = vertx;
    }

    /** @param changes the number of {@link Clients#changes} before it was applied */
    private record Applied(ClientsFile file, byte[] digest, long changes) {
    }

    void start(@Observes @Priority(40) StartupEvent event) throws Throwable {
        if (config.file().isPresent()) {
            ClientsFile file = ClientsFile.read(config.file().get());
            Void done = VertxContextSupport.subscribeAndAwait(() -> adopt(file));
        }
    }

    @Scheduled(every = "${signet.clients.file-poll:2s}", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        if (applied == null) {
            return Uni.createFrom().voidItem();
        }
        return vertx.executeBlocking(() -> ClientsFile.read(config.file().orElseThrow()))
                .invoke(unused -> complaint = "")
                .onFailure(IllegalArgumentException.class).recoverWithItem(this::keepLast)
                .chain(this::follow)
                .onFailure()
                .invoke(e -> LOG.warnf("the clients file is not applied, the next poll tries again: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private ClientsFile keepLast(Throwable wrong) {
        if (!wrong.getMessage().equals(complaint)) {
            LOG.errorf("the clients stay as they are: %s", wrong.getMessage());
            complaint = wrong.getMessage();
        }
        return applied.file();
    }

    private Uni<Void> follow(ClientsFile file) {
        if (!Arrays.equals(file.digest(), applied.digest())) {
            return adopt(file);
        }
        return clients.changes() == applied.changes() ? Uni.createFrom().voidItem() : correct(file);
    }

    /** This file holds from now on. */
    private Uni<Void> adopt(ClientsFile file) {
        long before = clients.changes();
        return leader.lead("clients-file", c -> record.write(c, file.digest()).chain(() -> apply(file)))
                .invoke(() -> applied = new Applied(file, file.digest(), before));
    }

    private Uni<Void> correct(ClientsFile file) {
        long before = clients.changes();
        return leader.lead("clients-file", c -> applyIfItHolds(c, file))
                .invoke(() -> applied = new Applied(file, file.digest(), before));
    }

    private Uni<Void> applyIfItHolds(SqlConnection c, ClientsFile file) {
        return record.holds(c, file.digest()).chain(holds -> holds ? apply(file) : Uni.createFrom().voidItem());
    }

    private Uni<Void> apply(ClientsFile file) {
        return registrations.fromFileOr(file.clients().stream().map(DeclaredClient::clientId).toList())
                .map(stored -> FilePlan.of(file.clients(), stored))
                .invoke(ClientsFromFile::log)
                .chain(this::carryOut);
    }

    private static void log(FilePlan plan) {
        if (!plan.isEmpty()) {
            LOG.infof("clients file: %s", String.join(", ", plan.lines()));
        }
    }

    /** One after the other: a transaction that is put together while another runs would share its session. */
    private Uni<Void> carryOut(FilePlan plan) {
        Stream<Supplier<Uni<?>>> created = plan.created().values().stream().map(client -> () -> create(client));
        Stream<Supplier<Uni<?>>> changed = plan.changed().values().stream().map(client -> () -> changes.declare(client));
        Stream<Supplier<Uni<?>>> removed = plan.removed().stream().map(id -> () -> changes.delete(id, Operator.FILE));
        return Multi.createFrom().items(Stream.of(created, changed, removed).flatMap(steps -> steps))
                .onItem().transformToUniAndConcatenate(step -> step.get().replaceWithVoid())
                .collect().last().replaceWithVoid();
    }

    private Uni<?> create(DeclaredClient client) {
        return changes.create(new NewClient(client.clientId(), client.metadata(), Origin.FILE, client.secret(),
                Optional.empty()), Operator.FILE);
    }
}
