package dev.signet.captcha;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.stores.Leader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Forgets each minute, on one replica, the challenges that nobody can present any more. */
@ApplicationScoped
class ExpiredChallenges {
    private static final Logger LOG = Logger.getLogger(ExpiredChallenges.class);

    private final Leader leader;
    private final PostgresSpentChallenges spent;

    ExpiredChallenges(Leader leader, PostgresSpentChallenges spent) {
        this.leader = leader;
        this.spent = spent;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return leader.tryLead("spent-challenges", connection -> spent.deleteExpired(connection).replaceWithVoid())
                .onFailure()
                .invoke(e -> LOG.warnf("expired challenges not deleted, the next run tries again: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }
}
