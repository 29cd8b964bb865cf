/**
 * What resource servers are told of revocations.
 *
 * <p>
 * Routes: {@code GET /oauth2/status/{list}}.
 */
package dev.signet.signals;
