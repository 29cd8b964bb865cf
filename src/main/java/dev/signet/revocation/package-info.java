/**
 * What was revoked: the log in Postgres, which is the record; the list in Redis and in every replica's memory, which is
 * its fast copy.
 *
 * <p>
 * A revocation gets its number in commit order, under an advisory lock held until the commit. Every replica polls for
 * newer numbers each 500 ms, puts them in its memory and in Redis, and moves a mark there.
 * A replica whose memory is older than 1 s asks Postgres, and if that is away too it answers 503: "not found in Redis"
 * alone never means "fine".
 *
 * <p>
 * Example: replica A revokes a sign-in, commits number 7, and dies before it tells Redis. At its next poll B reads 7,
 * refuses the sign-in's tokens, writes {@code signet:{rev}:sid:…} and moves {@code signet:{rev}:mark} from 6 to 7.
 * After a FLUSHALL the mark is gone, so whoever polls first writes the whole list again.
 *
 * <p>
 * Serves no route. Knows no user and no family: only names of tokens.
 */
package dev.signet.revocation;
