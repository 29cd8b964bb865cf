package dev.signet.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.revocation.StatusEntry;

/**
 * One person at one client, as minting needs it.
 *
 * @param id the {@code sid}
 * @param user who signed in
 * @param access granted: the most that any token of the sign-in allows
 * @param authTime when the person proved who they are
 * @param methods by what ({@code amr})
 * @param claims asked for one by one
 * @param status the entry that its tokens made now have in a status list
 */
record RefreshFamily(UUID id, UUID user, Access access, Instant authTime, List<String> methods, ClaimsRequest claims,
        Optional<StatusEntry> status) {

    static RefreshFamily of(UUID id, SignIn signIn, Optional<StatusEntry> status) {
        return new RefreshFamily(id, signIn.by().user(), signIn.access(), signIn.by().at(), signIn.by().methods(),
                signIn.claims(), status);
    }

    /** @return the family with the access of one token */
    RefreshFamily with(Access narrowed) {
        return new RefreshFamily(id, user, narrowed, authTime, methods, claims, status);
    }
}
