package dev.signet.verifier;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The revocations that were told and that a token may still meet. */
final class RevokedTokens {
    /** By what they end and its value: a token, a sign-in, every token of a key. When each may be forgotten. */
    private final Map<Ended, Instant> ended = new ConcurrentHashMap<>();
    /** Of a client: every token that is as old as the cut, or older. */
    private final Map<String, Cut> cuts = new ConcurrentHashMap<>();
    private final int most;

    /** @param most entries */
    RevokedTokens(int most) {
        this.most = most;
    }

    enum Kind {
        JTI,
        SID,
        KID
    }

    private record Ended(Kind kind, String value) {
    }

    private record Cut(Instant cut, Instant forgotten) {
        Cut and(Cut other) {
            return new Cut(cut.isAfter(other.cut) ? cut : other.cut,
                    forgotten.isAfter(other.forgotten) ? forgotten : other.forgotten);
        }
    }

    void add(Kind kind, String value, Instant forgotten) {
        checkRoom();
        ended.merge(new Ended(kind, value), forgotten, (one, other) -> one.isAfter(other) ? one : other);
    }

    void addClient(String clientId, Instant cut, Instant forgotten) {
        checkRoom();
        cuts.merge(clientId, new Cut(cut, forgotten), Cut::and);
    }

    private void checkRoom() {
        if (ended.size() + cuts.size() >= most) {
            throw new IllegalStateException("more than " + most + " revocations");
        }
    }

    /** @return whether one of them ends the token */
    boolean cover(VerifiedToken token) {
        Cut cut = cuts.get(token.clientId());
        return ended.containsKey(new Ended(Kind.JTI, token.jti()))
                || ended.containsKey(new Ended(Kind.KID, token.kid()))
                || token.sid().filter(sid -> ended.containsKey(new Ended(Kind.SID, sid))).isPresent()
                || (cut != null && !token.issuedAt().isAfter(cut.cut()));
    }

    /** Forgets those whose last token is dead. */
    void sweep(Instant now) {
        ended.values().removeIf(now::isAfter);
        cuts.values().removeIf(cut -> now.isAfter(cut.forgotten()));
    }

    int size() {
        return ended.size() + cuts.size();
    }
}
