/**
 * What is true of every call before a room sees it: whose address it comes from and with which client certificate, its
 * request id, the headers each answer carries; and the strict reading of an OAuth request's form and
 * {@code Authorization: Basic}.
 *
 * <p>
 * Serves no route. Knows neither the shape of a refusal nor any room: what it can't read it says as a value.
 */
package dev.signet.http;
