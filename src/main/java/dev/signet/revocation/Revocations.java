package dev.signet.revocation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import dev.signet.stores.CallerContext;
import dev.signet.stores.Notifications;
import dev.signet.stores.PostgresClock;
import dev.signet.stores.Training;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What is revoked, as this replica knows it: memory that is at most 1 s old, or Postgres itself. */
@ApplicationScoped
public class Revocations {
    private static final Logger LOG = Logger.getLogger(Revocations.class);
    /** The bound of Signet's own endpoints: older memory is not asked. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);
    /** A peer that vanished says nothing: the next poll has another connection. */
    private static final Duration POLL_LIMIT = Duration.ofSeconds(4);
    /** Behind a client's cut: replicas know Postgres's time to some milliseconds. */
    private static final long AFTER_CUT_MILLIS = 500;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final RevocationLog log;
    private final RedisRevocationList list;
    private final Notifications notifications;
    private final PostgresClock clock;
    private final RevocationMemory memory = new RevocationMemory();
    private final List<Consumer<List<RevocationEntry>>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long polledAt = System.nanoTime() - FRESH.toNanos();
    private Cancellable polling;

    Revocations(RevocationLog log, RedisRevocationList list, Notifications notifications, PostgresClock clock,
            MeterRegistry metrics) {
        this.log = log;
        this.list = list;
        this.notifications = notifications;
        this.clock = clock;
        metrics.gauge("signet.revocation.lag.seconds", this, r -> r.age().toMillis() / 1000.0);
        metrics.gauge("signet.revocation.entries", memory, RevocationMemory::size);
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        if (!Training.isOn()) {
            poll().await().atMost(START_LIMIT);
        }
        polling = Multi.createFrom().ticks().every(POLL).onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> pollAndMend())
                .subscribe().with(done -> {
                }, e -> LOG.error("revocations are no longer polled", e));
        notifications.listen(RevocationLog.CHANNEL, this::wake);
    }

    void stop(@Observes ShutdownEvent event) {
        polling.cancel();
    }

    /** @return whether the token was revoked; fails with {@link UnavailableException} when nobody can tell */
    @CheckReturnValue
    public Uni<Boolean> isRevoked(RevocableToken token) {
        if (memory.revokes(token)) {
            return Uni.createFrom().item(true);
        }
        if (fresh()) {
            return Uni.createFrom().item(false);
        }
        return log.contains(token)
                .onFailure().transform(e -> new UnavailableException(1, "the revocation list cannot be read"));
    }

    /**
     * Waits until a token that is minted now is not revoked by what was said of its client before: nothing to wait for, but
     * within three seconds of that.
     */
    @CheckReturnValue
    public Uni<Void> settled(String clientId) {
        long cut = memory.cutOf(clientId);
        long left = cut == Long.MIN_VALUE ? 0 : (cut + 1) * 1000 + AFTER_CUT_MILLIS - clock.millis();
        return left <= 0 ? Uni.createFrom().voidItem()
                : CallerContext.keep(Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(left)));
    }

    /** Makes a revocation that was just committed known here. Other replicas were told by the commit. */
    @CheckReturnValue
    public Uni<Void> spread() {
        return poll().onFailure().invoke(e -> LOG.debugf("revocations not polled: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** @return whether memory is new enough to be believed */
    public boolean fresh() {
        return age().compareTo(FRESH) <= 0;
    }

    /** @return the number up to which this replica knows every entry */
    public long highest() {
        return memory.highest();
    }

    /** @return the live entries above the number, in order */
    public List<RevocationEntry> above(long seq) {
        return memory.above(seq);
    }

    /** @return whether every token of the key is revoked */
    public boolean isKeyRevoked(String kid) {
        return memory.isKeyRevoked(kid);
    }

    /**
     * @param listener gets every entry that this replica hears of from now on, in order, once; on any thread, never to block
     */
    public void onNews(Consumer<List<RevocationEntry>> listener) {
        listeners.add(listener);
    }

    /** @param listener that was added: hears no more */
    public void offNews(Consumer<List<RevocationEntry>> listener) {
        listeners.remove(listener);
    }

    /** @return how old this replica's memory is */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - polledAt);
    }

    /** One poll for however many notices come while it waits to begin. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            Cancellable unused = Uni.createFrom().deferred(this::pollWoken)
                    .subscribe().with(done -> {
                    }, e -> LOG.debugf("revocations not polled: %s", e.getMessage()));
        }
    }

    private Uni<Void> pollWoken() {
        woken.set(false);
        return poll();
    }

    private Uni<Void> pollAndMend() {
        return poll().chain(this::mendRedis)
                .onFailure().invoke(e -> LOG.debugf("revocations not polled: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> poll() {
        long started = System.nanoTime();
        return log.after(memory.highest())
                .ifNoItem().after(POLL_LIMIT).fail()
                .invoke(page -> take(page, started)).replaceWithVoid();
    }

    private void take(RevocationLog.Page page, long started) {
        clock.heard(started, page.at());
        remember(page.entries(), started);
    }

    private synchronized void remember(List<RevocationEntry> entries, long started) {
        List<RevocationEntry> news = memory.remember(entries);
        polledAt = polledAt - started > 0 ? polledAt : started;
        if (!news.isEmpty()) {
            listeners.forEach(listener -> tell(listener, news));
        }
    }

    /** One that fails keeps no other from hearing. */
    private static void tell(Consumer<List<RevocationEntry>> listener, List<RevocationEntry> news) {
        try {
            listener.accept(news);
        } catch (RuntimeException e) {
            LOG.error("a revocation was not passed on", e);
        }
    }

    private Uni<Void> mendRedis() {
        memory.forgetExpired(clock.millis());
        long highest = memory.highest();
        return list.mark().chain(mark -> mark >= highest ? Uni.createFrom().voidItem() : list.put(memory.above(mark), highest));
    }
}
