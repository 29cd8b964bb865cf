package dev.signet.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import dev.signet.revocation.StatusListRows.LiveList;
import dev.signet.stores.CallerContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;

/** The status lists as this replica knows them: the entries of the log, put where verifiers look. */
@ApplicationScoped
public class StatusLists {
    private static final Logger LOG = Logger.getLogger(StatusLists.class);
    /** A list that is not known may have been begun elsewhere: Postgres is asked, and not for every number that is guessed. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Behind a client's cut: who takes a block then has heard of it. */
    static final Duration AFTER_CUT = Duration.ofSeconds(1);
    /** How long a caller waits for what is entered just now. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final StatusListRows rows;
    private final Revocations revocations;
    private final Vertx vertx;
    private final Clock clock;
    private final ConcurrentMap<Long, StatusList> lists = new ConcurrentHashMap<>();
    /** Clients' revocations whose blocks are not all known yet, by their numbers. */
    private final ConcurrentMap<Long, Uni<Void>> entering = new ConcurrentHashMap<>();
    private volatile Map<Long, LiveList> live = Map.of();
    private Uni<Void> looking;

    StatusLists(StatusListRows rows, Revocations revocations, Vertx vertx, Clock clock) {
        this.rows = rows;
        this.revocations = revocations;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes @Priority(15) StartupEvent event) {
        revocations.onNews(news -> news.forEach(this::enter));
    }

    /**
     * @return the list and the key whose tokens are in it; empty for one that never was or was dropped; fails with
     *         {@link UnavailableException} while this replica does not know what was revoked lately
     */
    @CheckReturnValue
    public Uni<Optional<KeyedList>> find(long id) {
        if (!revocations.fresh()) {
            return Uni.createFrom().failure(unknown());
        }
        return entered().chain(() -> live.containsKey(id) ? Uni.createFrom().item(known(id)) : lookFor(id));
    }

    private static UnavailableException unknown() {
        return new UnavailableException(1, "the revocation list cannot be read");
    }

    private Uni<Void> entered() {
        List<Uni<Void>> under = List.copyOf(entering.values());
        return under.isEmpty() ? Uni.createFrom().voidItem()
                : CallerContext.keep(Uni.join().all(under).andCollectFailures().replaceWithVoid()
                        .ifNoItem().after(PATIENCE).failWith(StatusLists::unknown));
    }

    /** The look that is under way may have begun before the list did: only one that began after the question says no. */
    private Uni<Optional<KeyedList>> lookFor(long id) {
        return CallerContext.keep(look()).chain(() -> live.containsKey(id) ? Uni.createFrom().item(known(id))
                : CallerContext.keep(Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_LOOKS)
                        .chain(() -> look())).map(looked -> known(id)));
    }

    /** @param kid of the key that signs the tokens in it */
    public record KeyedList(StatusList list, String kid) {
    }

    private Optional<KeyedList> known(long id) {
        return Optional.ofNullable(live.get(id)).map(found -> new KeyedList(list(id), found.kid()));
    }

    private StatusList list(long id) {
        return lists.computeIfAbsent(id, StatusList::new);
    }

    /** Lists that were dropped are forgotten, also where nobody asks for any. */
    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetDropped() {
        return look().onFailure().recoverWithNull();
    }

    /** One look for however many wait for it. */
    private synchronized Uni<Void> look() {
        if (looking == null) {
            looking = rows.live().invoke(this::hold).replaceWithVoid()
                    .onFailure().transform(e -> new UnavailableException(1, "the status lists cannot be read"))
                    .memoize().forFixedDuration(BETWEEN_LOOKS);
        }
        return looking;
    }

    private void hold(List<LiveList> found) {
        live = found.stream().collect(Collectors.toMap(LiveList::id, Function.identity()));
        long newest = found.stream().mapToLong(LiveList::id).max().orElse(0);
        lists.keySet().removeIf(id -> id < newest && !live.containsKey(id));
        invalidateListsOfRevokedKeys();
    }

    private void invalidateListsOfRevokedKeys() {
        live.values().stream().filter(list -> revocations.isKeyRevoked(list.kid()))
                .forEach(list -> list(list.id()).invalidateAll());
    }

    private void enter(RevocationEntry entry) {
        entry.revocation().entries().forEach(e -> list(e.list()).invalidate(e.index()));
        switch (entry.revocation().kind()) {
            case CLIENT -> enterClient(entry, entry.cut().orElseThrow());
            case KID -> invalidateListsOfRevokedKeys();
            case JTI, SID -> {
            }
        }
    }

    /**
     * Once now, and once more when no replica takes blocks any more for tokens that the cut means. Until the first is done
     * nobody is told that a list is whole.
     */
    private void enterClient(RevocationEntry entry, long cut) {
        String clientId = entry.revocation().value();
        long left = Math.max(0, (cut + 1) * 1000 - clock.millis());
        Uni<Void> first = invalidateBlocks(entry, cut).onTermination().invoke(() -> entering.remove(entry.seq()))
                .memoize().indefinitely();
        entering.put(entry.seq(), first);
        Cancellable unused = first
                .onItem().delayIt().by(AFTER_CUT.plusMillis(left))
                .chain(() -> invalidateBlocks(entry, cut))
                .subscribe().with(done -> {
                }, e -> LOG.warnf("the blocks of client %s are not invalidated: %s", clientId, e.getMessage()));
    }

    /** Tried again for as long as the revocation means anything. */
    private Uni<Void> invalidateBlocks(RevocationEntry entry, long cut) {
        return rows.blocksOf(entry.revocation().value(), cut)
                .onFailure().retry().withBackOff(Duration.ofMillis(100), Duration.ofSeconds(2))
                .expireAt(entry.expiresAt().toEpochMilli())
                .chain(blocks -> vertx.executeBlocking(() -> {
                    blocks.forEach(this::invalidate);
                    return null;
                }, false)).replaceWithVoid();
    }

    private void invalidate(StatusBlock block) {
        StatusList list = list(block.list());
        for (int n = 0; n < block.size(); n++) {
            list.invalidate(block.entry(n).index());
        }
    }
}
