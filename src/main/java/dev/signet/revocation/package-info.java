/**
 * What was revoked: the log in Postgres, which is the record; every replica's memory and the list in Redis, which are its
 * fast copies; the status lists, where verifiers look that ask nobody.
 *
 * <p>
 * A revocation names a token ({@code jti}), a sign-in ({@code sid}), a client (tokens whose {@code iat} is not later than its
 * cut, the end of the second after) or a key ({@code kid}: every token). It gets its number in commit order, under an advisory
 * lock held until the commit. The commit notifies the other replicas, and every replica polls for newer numbers each 500 ms
 * besides, puts them in its memory and in Redis, and moves a mark there. A replica whose memory is older than 1 s asks
 * Postgres, and if that is away too it answers 503: "not found in Redis" alone never means "fine".
 *
 * <p>
 * Example: replica A revokes a sign-in, commits number 7, and dies before it tells Redis. B hears of the commit, reads 7,
 * refuses the sign-in's tokens and sets its bit; at its next poll it writes {@code signet:{rev}:sid:…} and moves
 * {@code signet:{rev}:mark} from 6 to 7. After a FLUSHALL the mark is gone, so whoever polls first writes the whole list again.
 *
 * <p>
 * A status list (draft-ietf-oauth-status-list) holds the tokens of one key in one stretch of time: 2^20 entries, which its
 * seed puts in order. Replicas take them in blocks, a row a block, for one client's own tokens or for sign-ins. A sign-in has
 * one entry in each list that it was refreshed in, kept in its row.
 *
 * <p>
 * Example: list 12 closes at 10:15. A sign-in of 10:07 took entry 12/3141, its refresh at 10:12 kept that, the one at 10:17
 * took
 * 13/926, so the row holds both. A sign-out at 10:18 sets both bits in the transaction's log row; tokens of 10:12, good until
 * 10:17, and of 10:17 are both told of. List 12 is dropped at 10:31:30, when its last token is dead even where a replica
 * minted on without Postgres. Revoking a client flips its blocks; revoking a key, its whole lists.
 *
 * <p>
 * Serves no route. Knows no user and no family: only names of tokens.
 */
package dev.signet.revocation;
