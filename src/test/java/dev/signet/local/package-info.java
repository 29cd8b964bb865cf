/**
 * One command that starts everything on this machine: real PostgreSQL and real Redis from embedded binaries, the
 * packaged service against them, the demo clients and user. The integration tests start the same three the same way.
 *
 * <p>
 * Lives beside the tests so that it never ships. Serves no route; knows the service only by its jar, its environment
 * variables, its ports and its tables.
 */
package dev.signet.local;
