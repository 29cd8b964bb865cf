/**
 * Registered clients and how they prove who they are (RFC 6749 §2).
 *
 * <p>
 * A client's secret is made by the server and random, so a SHA-256 is its hash: no password hashing stands between a
 * service and its token. Clients are cached in process for ten minutes at most, so that minting goes on while Postgres is
 * away; a version row that every change moves makes a replica forget its copies within seconds.
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
