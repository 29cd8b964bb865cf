package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/** Judges DPoP proofs, by the list of RFC 9449 §4.3, at the authorization server and at its own resources. */
@ApplicationScoped
public class DpopProofs {
    /** The names of the algorithms, as metadata and challenges say them (§5.1, §7.1). */
    public static final List<String> ALGORITHMS = ProofAlgorithm.names();
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = DpopProof.WINDOW.multipliedBy(2).plus(CLOCKS_DIFFER);

    private final DpopNonces nonces;
    private final DpopConfig config;
    private final LastingReplayMarks serverMarks;
    private final RedisReplayMarks resourceMarks;
    private final Clock clock;

    DpopProofs(DpopNonces nonces, DpopConfig config, LastingReplayMarks serverMarks, RedisReplayMarks resourceMarks,
            Clock clock) {
        this.nonces = nonces;
        this.config = config;
        this.serverMarks = serverMarks;
        this.resourceMarks = resourceMarks;
        this.clock = clock;
    }

    /** @return the value of {@code DPoP-Nonce} (§8), good for five minutes on every replica */
    public String nonce() {
        return nonces.issue();
    }

    /**
     * @return what the proof is worth; fails when nobody can tell whether it was used before. At a resource that is so while
     *         Redis is away
     */
    @CheckReturnValue
    public Uni<DpopJudgement> judge(DpopCall call) {
        if (call.headers().isEmpty()) {
            return answer(new DpopJudgement.Absent());
        }
        Optional<DpopProof> proof = call.headers().size() == 1 ? DpopProof.read(call.headers().get(0)) : Optional.empty();
        if (proof.isEmpty()) {
            return refuse("The DPoP proof is not one JWT of type dpop+jwt with a public key and an accepted algorithm.");
        }
        return judge(proof.get(), call);
    }

    private Uni<DpopJudgement> judge(DpopProof proof, DpopCall call) {
        if (!proof.isSigned() || !proof.isComplete()) {
            return refuse("The DPoP proof is not signed with its key, or lacks a claim.");
        }
        if (!proof.isFor(call)) {
            return refuse("The DPoP proof is for another method or URL.");
        }
        if (call.accessToken().filter(token -> !proof.isFor(token)).isPresent()) {
            return refuse("The DPoP proof is not for the access token.");
        }
        if (isNonceDue(proof)) {
            return answer(new DpopJudgement.NonceDue());
        }
        return isOfNow(proof) ? spend(proof, call) : refuse("The DPoP proof is not of this minute.");
    }

    private boolean isNonceDue(DpopProof proof) {
        return proof.nonce().map(nonce -> !nonces.isFresh(nonce)).orElse(config.nonce() == DpopConfig.Nonce.REQUIRED);
    }

    private boolean isOfNow(DpopProof proof) {
        return proof.isOf(clock.instant());
    }

    /** Last of all: a proof that was refused is not used up. */
    private Uni<DpopJudgement> spend(DpopProof proof, DpopCall call) {
        ReplayMarks marks = call.accessToken().isPresent() ? resourceMarks : serverMarks;
        return marks.first(proof.mark(), proof.issuedAt(), REMEMBERED)
                .map(first -> first ? new DpopJudgement.Proven(proof.jkt())
                        : new DpopJudgement.Refused("The DPoP proof was used before."));
    }

    private static Uni<DpopJudgement> refuse(String why) {
        return answer(new DpopJudgement.Refused(why));
    }

    private static Uni<DpopJudgement> answer(DpopJudgement judgement) {
        return Uni.createFrom().item(judgement);
    }
}
