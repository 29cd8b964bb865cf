/**
 * Registered clients and how they prove who they are (RFC 6749 §2).
 *
 * <p>
 * A client's secret is made by the server and random, so a SHA-256 is its hash: no password hashing stands between a
 * service and its token. Clients are cached in process for ten minutes at most, so that minting goes on while Postgres is
 * away; a version row that every change moves makes a replica forget its copies within seconds.
 *
 * <p>
 * Serves no route. Knows no person and mints nothing.
 */
package dev.signet.clients;
