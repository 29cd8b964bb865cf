/**
 * What every integration test stands on: one running service per test JVM, and an HTTP client that can speak from many
 * addresses.
 *
 * <p>
 * Knows the service only from outside, as its users do.
 */
package dev.signet.testing;
