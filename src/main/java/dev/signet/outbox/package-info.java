/**
 * What clients are still to be told, over HTTP, at a place that they registered: at least once, whatever is restarted
 * meanwhile.
 *
 * <p>
 * A room that has something to tell writes a row ({@code id}, {@code client_id}, {@code attempts}, {@code next_at}, and what it
 * is) in the transaction that it tells of. Each second every replica takes rows that are due, which makes them due again later,
 * and deletes those that were heard. No order is promised: what was not heard comes again after what came behind it.
 *
 * <p>
 * Example: client A is well, client B hangs. Ten rows of each are taken. A's are heard within milliseconds and its next ten
 * are taken at once; B's are given up after 3 s and come again 5 s, 10 s, 20 s … an hour later. A never waits for B.
 *
 * <p>
 * Serves no route. Knows no token: who delivers makes what is said.
 */
package dev.signet.outbox;
