package dev.signet.stores;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Lets so many commands at once to Redis; the others wait in turn.
 *
 * <p>
 * The client of a cluster takes a connection to every node for each command, one after the other. Were there more commands
 * than connections, some would hold what others wait for and wait for what those hold, for ever.
 */
public final class RedisTurns {
    private final int most;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private int taken;

    /** @param most commands at once; fewer than a pool has connections, as the client asks for the slots besides */
    public RedisTurns(int most) {
        this.most = most;
    }

    /**
     * @param command is started when it is its turn, on the caller's context; never, when nobody waits for it any more
     * @return its answer; a turn lasts until there is one, whoever waits for it
     */
    @CheckReturnValue
    public <T> Uni<T> call(Supplier<Uni<T>> command) {
        return Uni.createFrom().emitter(answer -> {
            Turn turn = new Turn(Vertx.currentContext(), () -> run(command, answer));
            answer.onTermination(() -> forget(turn));
            if (takes(turn)) {
                turn.work.run();
            }
        });
    }

    private <T> void run(Supplier<Uni<T>> command, UniEmitter<? super T> answer) {
        Cancellable unused = Uni.createFrom().deferred(() -> command.get()).onTermination().invoke(this::release)
                .subscribe().with(answer::complete, answer::fail);
    }

    private synchronized boolean takes(Turn turn) {
        if (taken < most) {
            taken++;
            return true;
        }
        waiting.add(turn);
        return false;
    }

    private synchronized void forget(Turn turn) {
        waiting.remove(turn);
    }

    private void release() {
        Turn next = next();
        if (next != null) {
            next.begin();
        }
    }

    private synchronized Turn next() {
        Iterator<Turn> turns = waiting.iterator();
        if (!turns.hasNext()) {
            taken--;
            return null;
        }
        Turn next = turns.next();
        turns.remove();
        return next;
    }

    /** Compared by identity. */
    private static final class Turn {
        private final Context context;
        private final Runnable work;

        Turn(Context context, Runnable work) {
            this.context = context;
            this.work = work;
        }

        void begin() {
            if (context == null) {
                work.run();
            } else {
                context.runOnContext(unused -> work.run());
            }
        }
    }
}
