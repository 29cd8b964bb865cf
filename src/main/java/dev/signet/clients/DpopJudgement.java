package dev.signet.clients;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of looking for a DPoP proof (RFC 9449 §4.3). */
public sealed interface DpopJudgement {

    /**
     * @param absent there is no {@code DPoP} header
     * @param proven takes the thumbprint of the key: {@code jkt} (§6.1)
     * @param nonceDue the proof lacks a fresh nonce of ours: {@code use_dpop_nonce} (§8)
     * @param refused takes what is wrong, in words for the client's developer: {@code invalid_dpop_proof} (§5)
     */
    <R> R fold(Supplier<R> absent, Function<String, R> proven, Supplier<R> nonceDue, Function<String, R> refused);

    /** The call shows no key. */
    record Absent() implements DpopJudgement {
        @Override
        public <R> R fold(Supplier<R> absent, Function<String, R> proven, Supplier<R> nonceDue, Function<String, R> refused) {
            return absent.get();
        }
    }

    /** The caller holds the key, and made the proof for this very call. */
    record Proven(String jkt) implements DpopJudgement {
        @Override
        public <R> R fold(Supplier<R> absent, Function<String, R> proven, Supplier<R> nonceDue, Function<String, R> refused) {
            return proven.apply(jkt);
        }
    }

    /** Once more, with the nonce of the answer. */
    record NonceDue() implements DpopJudgement {
        @Override
        public <R> R fold(Supplier<R> absent, Function<String, R> proven, Supplier<R> nonceDue, Function<String, R> refused) {
            return nonceDue.get();
        }
    }

    /** Not a proof for this call. */
    record Refused(String why) implements DpopJudgement {
        @Override
        public <R> R fold(Supplier<R> absent, Function<String, R> proven, Supplier<R> nonceDue, Function<String, R> refused) {
            return refused.apply(why);
        }
    }
}
