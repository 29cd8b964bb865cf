package dev.signet.sessions;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.signet.revocation.Revocation;
import dev.signet.revocation.StatusEntry;

/**
 * A family that was marked as ended within this transaction.
 *
 * @param id the {@code sid}
 * @param entries that tell of it in the status lists
 */
record EndedSignIn(UUID id, List<StatusEntry> entries) {
    /** What a statement must return for {@link #of}. */
    static final String RETURNED = "cast(id as text), array_to_string(status_entries, ',')";

    static EndedSignIn of(Object[] row) {
        String entries = (String) row[1];
        return new EndedSignIn(UUID.fromString((String) row[0]), entries.isEmpty() ? List.of()
                : Arrays.stream(entries.split(",")).map(entry -> StatusEntry.of(Long.parseLong(entry))).toList());
    }

    Revocation revocation() {
        return Revocation.sid(id.toString(), entries);
    }
}
