package dev.signet.revocation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.signet.revocation.Revocation.Kind;

/** The live entries of the log in memory: what a token is looked up in. */
final class RevocationMemory {
    private static final long CLOCKS_DIFFER_MILLIS = 60_000;

    private final ConcurrentMap<String, RevocationEntry> entries = new ConcurrentHashMap<>();
    private volatile long highest;

    /** @return those that were not known yet, in order */
    synchronized List<RevocationEntry> remember(Collection<RevocationEntry> read) {
        List<RevocationEntry> news = read.stream().filter(entry -> entry.seq() > highest).toList();
        for (RevocationEntry entry : news) {
            entries.merge(entry.revocation().key(), entry, RevocationMemory::later);
            highest = Math.max(highest, entry.seq());
        }
        return news;
    }

    /** Of two entries of one name the later one says more: a client's later cut, a longer life. */
    private static RevocationEntry later(RevocationEntry one, RevocationEntry other) {
        return one.seq() > other.seq() ? one : other;
    }

    boolean revokes(RevocableToken token) {
        return token.names().anyMatch(entries::containsKey) || token.issuedAt() <= cutOf(token.clientId());
    }

    /** @return the second until which tokens of the client are revoked; before all time where none is */
    long cutOf(String clientId) {
        RevocationEntry entry = entries.get(Revocation.key(Kind.CLIENT, clientId));
        return entry == null ? Long.MIN_VALUE : entry.cut().orElse(Long.MIN_VALUE);
    }

    boolean isKeyRevoked(String kid) {
        return entries.containsKey(Revocation.key(Kind.KID, kid));
    }

    /** @return the highest number that was read */
    long highest() {
        return highest;
    }

    /** @return the live entries above the number, in order */
    List<RevocationEntry> above(long seq) {
        return entries.values().stream().filter(entry -> entry.seq() > seq)
                .sorted(Comparator.comparingLong(RevocationEntry::seq)).toList();
    }

    void forgetExpired(long nowMillis) {
        entries.values().removeIf(entry -> entry.expiresAt().toEpochMilli() + CLOCKS_DIFFER_MILLIS < nowMillis);
    }

    int size() {
        return entries.size();
    }
}
