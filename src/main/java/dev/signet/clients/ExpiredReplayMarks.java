package dev.signet.clients;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.stores.Leader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Forgets each minute, on one replica, the marks of proofs that are out of date anyway. */
@ApplicationScoped
class ExpiredReplayMarks {
    private static final Logger LOG = Logger.getLogger(ExpiredReplayMarks.class);

    private final Leader leader;
    private final PostgresReplayMarks marks;

    ExpiredReplayMarks(Leader leader, PostgresReplayMarks marks) {
        this.leader = leader;
        this.marks = marks;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return leader.tryLead("replay-marks", connection -> marks.deleteExpired(connection).replaceWithVoid())
                .onFailure()
                .invoke(e -> LOG.warnf("expired replay marks not deleted, the next run tries again: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }
}
