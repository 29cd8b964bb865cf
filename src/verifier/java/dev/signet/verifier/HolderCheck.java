package dev.signet.verifier;

import java.util.Optional;
import java.util.Set;

/** Whether the caller is the one that the token was given to (RFC 7800, RFC 9449 §7, RFC 8705 §3). */
final class HolderCheck {
    private static final String JKT = "jkt";
    private static final String X5T = "x5t#S256";
    private static final Set<String> KNOWN = Set.of(JKT, X5T);

    private final Settings settings;
    private final SeenProofs seen;

    HolderCheck(Settings settings, SeenProofs seen) {
        this.settings = settings;
        this.seen = seen;
    }

    /** @return the proof that the token asks for, judged, not yet used up; empty where it asks for none */
    Optional<DpopProof> check(VerifiedToken token, PresentedToken presented, ResourceRequest call) throws Refusal {
        Optional<Claims> cnf = token.confirmation();
        if (cnf.isPresent() && !KNOWN.containsAll(cnf.get().asMap().keySet())) {
            throw Refusal.token("The token is bound to its holder in an unknown way.");
        }
        if (cnf.isPresent() && cnf.get().has(X5T)) {
            checkCertificate(cnf.get().text(X5T), call.certificate());
        }
        boolean bound = cnf.isPresent() && cnf.get().has(JKT);
        boolean dpop = presented.scheme() == PresentedToken.Scheme.DPOP;
        if (bound != dpop) {
            throw Refusal.token(bound ? "The token is bound to a key: it needs a DPoP proof."
                    : "The token is not bound to a key: it is a Bearer token.");
        }
        return bound ? Optional.of(checkProof(cnf.get().text(JKT), presented.value(), call)) : Optional.empty();
    }

    private static void checkCertificate(Optional<String> bound, Optional<String> shown) throws Refusal {
        if (bound.isEmpty() || shown.filter(x5t -> Sha256.same(x5t, bound.get())).isEmpty()) {
            throw Refusal.token("The token is bound to a certificate that the caller did not show.");
        }
    }

    /** RFC 9449 §4.3. */
    private DpopProof checkProof(Optional<String> jkt, String token, ResourceRequest call) throws Refusal {
        if (call.dpop().size() != 1) {
            throw Refusal.proof("There must be one DPoP header."); // item 1
        }
        DpopProof proof = DpopProof.read(call.dpop().get(0)).orElseThrow(() -> Refusal.proof(
                "The DPoP proof is no JWT of type dpop+jwt with a public key and an accepted algorithm."));
        if (!proof.isComplete() || !proof.isSigned()) {
            throw Refusal.proof("The DPoP proof is not signed with its key, or lacks a claim.");
        }
        if (!proof.isFor(call)) {
            throw Refusal.proof("The DPoP proof is for another method or URL.");
        }
        if (!proof.isOf(settings.now())) {
            throw Refusal.proof("The DPoP proof is not of this minute.");
        }
        if (!proof.isFor(token)) {
            throw Refusal.proof("The DPoP proof is for another token.");
        }
        if (jkt.filter(bound -> Sha256.same(bound, proof.jkt())).isEmpty()) { // item 12b
            throw Refusal.token("The token is bound to another key.");
        }
        return proof;
    }

    /** Last of all: a proof of a call that was refused, or that has to come again, is not used up. */
    void spend(DpopProof proof) throws Refusal, Undecided {
        if (!seen.first(proof)) {
            throw Refusal.proof("The DPoP proof was used before.");
        }
    }
}
