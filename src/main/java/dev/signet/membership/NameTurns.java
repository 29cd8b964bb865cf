package dev.signet.membership;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.users.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Registrations of one name take turns on this replica, so that all but the first find it taken before they hash anything.
 * Between replicas the database decides.
 */
@ApplicationScoped
class NameTurns {
    private final ConcurrentMap<Identifier, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** @return what the work came to, begun after all earlier work for that name ended, on the caller's own context */
    <T> Uni<T> take(Identifier name, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            return after(last.put(name, turn)).chain(work::get).onTermination().invoke(() -> end(name, turn));
        });
    }

    private void end(Identifier name, CompletableFuture<Void> turn) {
        last.remove(name, turn);
        turn.complete(null);
    }

    private static Uni<Void> after(CompletableFuture<Void> earlier) {
        if (earlier == null) {
            return Uni.createFrom().voidItem();
        }
        Context caller = Vertx.currentContext();
        return Uni.createFrom().completionStage(earlier).emitOn(next -> caller.runOnContext(unused -> next.run()));
    }
}
