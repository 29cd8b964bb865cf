package dev.signet.revocation;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A row of the log.
 *
 * @param seq its number: in the order of the commits
 * @param cut seconds of the epoch: of a client, tokens whose {@code iat} is not later are meant
 * @param revokedAt by the database's clock
 * @param expiresAt when the last token that it can name is dead
 */
public record RevocationEntry(long seq, Revocation revocation, OptionalLong cut, Instant revokedAt, Instant expiresAt) {
}
