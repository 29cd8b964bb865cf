/**
 * What happened to whom, by whom: security events, kept and never changed.
 *
 * <p>
 * Owns the table {@code audit_events}, which takes inserts only. An event is written in the transaction of what it tells
 * of: neither is there without the other.
 *
 * <p>
 * Serves no route. Must not know what an event means, and must never be given a password, token, code or key.
 */
package dev.signet.audit;
