package dev.signet.proof;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.signet.proof.Judge.Word;
import dev.signet.proof.Ledger.Wrong;

/** A revoked token, which is shown to every judge again and again. For one thread. */
final class RevokedToken {
    private static final long RARELY = Duration.ofSeconds(60).toNanos();
    private static final long LATER = Duration.ofMillis(500).toNanos();

    private final String way;
    private final String token;
    private final long revokedAt;
    private final Ledger ledger;
    private final List<Showing> showings;

    /** @param revokedAt when the 2xx came, on {@link System#nanoTime} */
    RevokedToken(String way, String token, long revokedAt, List<Judge> judges, Ledger ledger) {
        this.way = way;
        this.token = token;
        this.revokedAt = revokedAt;
        this.ledger = ledger;
        this.showings = judges.stream().map(Showing::new).toList();
    }

    long age(long now) {
        return now - revokedAt;
    }

    void look(long now) {
        showings.forEach(showing -> showing.look(now));
    }

    /** It as one judge sees it. */
    private final class Showing {
        private final Judge judge;
        private CompletableFuture<Word> asked;
        private long askedAt;
        private long nextAt = revokedAt;
        private long acceptedAt = revokedAt;
        private boolean refused;
        private boolean told;

        Showing(Judge judge) {
            this.judge = judge;
        }

        void look(long now) {
            if (asked == null && now - nextAt >= 0) {
                askedAt = now;
                asked = judge.ask(token);
            }
            if (asked != null && asked.isDone()) {
                take(asked.join(), now);
                asked = null;
            }
        }

        private void take(Word word, long now) {
            switch (word) {
                case LIVE -> accepted(now);
                case DEAD -> refused(now);
                case NOTHING -> nextAt = now + LATER;
            }
        }

        private void refused(long now) {
            if (!refused && !ledger.at(revokedAt, now).isFault()) {
                judge.accepted().add(acceptedAt - revokedAt);
            }
            refused = true;
            nextAt = now + RARELY;
        }

        /** The answer is of a moment after the question. */
        private void accepted(long now) {
            nextAt = now + judge.between().toNanos();
            acceptedAt = askedAt;
            FaultWindow window = ledger.at(revokedAt, askedAt);
            if (judge.always()) {
                window.seen((askedAt - revokedAt) / 1e6);
            }
            long since = judge.always() || !window.isFault() ? revokedAt : Math.max(revokedAt, window.over());
            if (!told && askedAt - since > judge.bound().toNanos()) {
                told = true;
                ledger.wrong(Wrong.ACCEPTED, String.format("%s: a token (%s) %,d ms after its revocation%s", judge.name(), way,
                        Duration.ofNanos(askedAt - revokedAt).toMillis(), refused ? ", once refused" : ""));
            }
        }
    }
}
