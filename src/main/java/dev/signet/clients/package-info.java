/**
 * Registered clients and how they prove who they are (RFC 6749 §2).
 *
 * <p>
 * A client's secret is made by the server and random, so a SHA-256 is its hash: no password hashing stands between a
 * service and its token. Clients are cached in process for ten minutes at most, so that minting goes on while Postgres is
 * away; a version row that every change moves makes a replica forget its copies within seconds.
 *
 * <p>
 * A client proves itself in the one way that it is registered for: a secret, an assertion (RFC 7523), a certificate
 * (RFC 8705), the service account token of the pod that it is, or only its name. {@link dev.signet.clients.DpopProofs} judges
 * proofs that a caller holds a key (RFC 9449), for
 * the
 * token endpoint and for our own resources. Whatever may be shown once only leaves a mark: the Redis keys
 * <code>signet:{replay}:…</code>, or table {@code replay_marks} while Redis is away. Keys that a client publishes are fetched
 * from
 * public addresses only.
 *
 * <p>
 * {@link dev.signet.clients.ClientMetadata} is what is registered of a client, judged in one place whichever way it comes:
 * the operators' API, a file, the client itself. Only a secret that is an HMAC key (client_secret_jwt, HS256) is kept,
 * sealed; a rotation leaves the one before good for a while.
 *
 * <p>
 * Serves no route. Knows no person and mints nothing.
 */
package dev.signet.clients;
