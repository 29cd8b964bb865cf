/**
 * What every adapter to Postgres and Redis shares: table versions that tell a replica its copy is stale, the one
 * leader among replicas, the time-outs, the turns and the circuit breaker around Redis, row ids, the clock.
 *
 * <p>
 * Serves no route. Knows no table's contents and no key's meaning.
 */
package dev.signet.stores;
