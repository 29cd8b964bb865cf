/**
 * Sign-ins: the browser's own, one refresh family for each person at each client, the one path that refreshes, and every way to
 * end them.
 *
 * <p>
 * A family is one row for as long as the sign-in lasts; its id is the {@code sid} of every token. A refresh token is
 * {@code base64url(version · MAC key id · family id · generation · family secret · HMAC-SHA-256)}, and the row keeps only the
 * secret's SHA-256: neither the database nor the MAC key alone makes one. Refreshing is one UPDATE.
 *
 * <p>
 * Example: generation 4 is current. A client presents it: the row moves to 5 and the answer holds the token of generation 5.
 * The answer is lost, the client presents 4 again within the grace of 10 s: the row stays, the answer holds the same token
 * of generation 5. A minute later somebody presents 4: that is reuse, and the family is revoked (RFC 9700 §4.14.2).
 *
 * <p>
 * A browser that signs in has a session: one row, a cookie of 256 random bits. The sign-ins that clients get in it belong to it
 * and end with it, but those with {@code offline_access}. What a person agreed that a client may have is a row too, and clients
 * that want to hear of the end of a sign-in have notices waiting.
 *
 * <p>
 * Serves no route. Knows no password and no page.
 */
package dev.signet.sessions;
