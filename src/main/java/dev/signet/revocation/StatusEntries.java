package dev.signet.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.errors.UnavailableException;
import dev.signet.revocation.Revocation.Kind;
import dev.signet.stores.CallerContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Hands out entries of status lists: from memory, so that minting waits for no store but at a client's first token. */
@ApplicationScoped
public class StatusEntries {
    /** Longer than Postgres takes, shorter than a caller notices. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int ATTEMPTS = 3;

    private final StatusListRows rows;
    private final Revocations revocations;
    private final Clock clock;
    private final ConcurrentMap<Owner, StatusStock> stocks = new ConcurrentHashMap<>();

    StatusEntries(StatusListRows rows, Revocations revocations, Clock clock) {
        this.rows = rows;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * @param kid the key that signs the tokens
     * @param client whose own tokens; empty: sign-ins
     */
    private record Owner(String kid, Optional<String> client) {
    }

    void start(@Observes @Priority(15) StartupEvent event) {
        revocations.onNews(this::forgetRevoked);
    }

    /** What a client had is revoked: its next tokens take other entries. */
    private void forgetRevoked(List<RevocationEntry> news) {
        news.stream().filter(entry -> entry.revocation().kind() == Kind.CLIENT)
                .forEach(entry -> forget(entry.revocation().value(), entry.cut().orElseThrow()));
    }

    /** And once more when the cut is over: a block may have been on its way. */
    private void forget(String clientId, long cut) {
        forget(clientId);
        long left = Math.max(0, (cut + 1) * 1000 - clock.millis());
        Cancellable unused = Uni.createFrom().voidItem().onItem().delayIt().by(StatusLists.AFTER_CUT.plusMillis(left))
                .subscribe().with(over -> forget(clientId));
    }

    private void forget(String clientId) {
        stocks.keySet().removeIf(owner -> owner.client().filter(clientId::equals).isPresent());
    }

    /**
     * @param kid the key that will sign
     * @return an entry for one token of the client's own; empty where Postgres is away and was so before its first one
     */
    @CheckReturnValue
    public Uni<Optional<StatusEntry>> ofClient(String clientId, String kid) {
        StatusStock stock = stock(new Owner(kid, Optional.of(clientId)));
        Optional<StatusEntry> entry = stock.next(clock.instant());
        return entry.isPresent() ? Uni.createFrom().item(entry) : waitFor(stock);
    }

    private Uni<Optional<StatusEntry>> waitFor(StatusStock stock) {
        return next(stock, ATTEMPTS)
                .ifNoItem().after(PATIENCE).fail()
                .onFailure().recoverWithItem(() -> stock.last(clock.instant().minus(StatusListRows.LONGEST_ALONE)));
    }

    /** @return an entry for a sign-in; fails where Postgres is away, as everything about people does then */
    @CheckReturnValue
    public Uni<Optional<StatusEntry>> ofSignIn(String kid) {
        return next(stock(new Owner(kid, Optional.empty())), ATTEMPTS);
    }

    /** Takes back an entry that no sign-in got: it had one in that list. */
    public void giveBack(String kid, StatusEntry entry) {
        stock(new Owner(kid, Optional.empty())).giveBack(entry);
    }

    private StatusStock stock(Owner owner) {
        return stocks.computeIfAbsent(owner, o -> new StatusStock(units -> rows.take(o.kid(), o.client(), units)));
    }

    private Uni<Optional<StatusEntry>> next(StatusStock stock, int attempts) {
        Optional<StatusEntry> entry = stock.next(clock.instant());
        if (entry.isPresent()) {
            return Uni.createFrom().item(entry);
        }
        if (attempts == 0) {
            return Uni.createFrom().failure(new UnavailableException(1, "no block of a status list lasts"));
        }
        return CallerContext.keep(stock.fetch()).chain(() -> next(stock, attempts - 1));
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetClosed() {
        Instant then = clock.instant().minus(StatusListRows.LONGEST_ALONE);
        stocks.values().removeIf(stock -> stock.idleSince(then));
    }
}
