/**
 * What a client asks for on a person's behalf, from the judged request to the code: authorization requests (RFC 6749 §4.1.1,
 * OpenID Connect Core 1.0 §3.1.2.1), pushed ones (RFC 9126), codes, and devices that wait (RFC 8628).
 *
 * <p>
 * All of it lives for seconds or minutes, in Redis, under names of which Redis holds only the SHA-256; where Redis is away
 * these flows answer 503. That a code serves once is not Redis's word: the sign-in that it opens has an id made of it, so
 * that Postgres lets it be opened once ({@link dev.signet.requests.AuthorizationCodes}).
 *
 * <p>
 * Example: a browser brings a request, {@link dev.signet.requests.AuthorizationJudge} finds it good, it waits under a handle
 * while the pages ask the person, and is answered by a code that lives for 60 s.
 *
 * <p>
 * Serves no route. Asks nobody anything, and mints nothing.
 */
package dev.signet.requests;
