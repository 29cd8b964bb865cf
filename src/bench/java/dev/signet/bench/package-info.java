/**
 * What a request costs: {@code ./mvnw -Pbench}, or parts of it, {@code ./mvnw -Pbench -Dbench=mint,introspection}. It starts
 * the packaged service on real stores, drives it over 32 connections from this JVM, and prints beside each other what a
 * request takes of the service's CPU and the limits measured in the same run on the same JVM: the bare signature, the bare
 * hash, a bare Quarkus endpoint. The last tables say which targets are held and which are missed; the command fails on an
 * error only, never on a missed target.
 *
 * <p>
 * {@code -Dbench.java=/path/to/jdk} runs the service on another JDK, {@code -Dbench.flags="…"} with other flags.
 *
 * <table>
 * <caption>The parts</caption>
 * <tr>
 * <td>{@code bare, jwks, discovery, mint, introspection, refresh, userinfo, signin, registration}</td>
 * <td>requests a second, latency, CPU and memory of one kind of request</td>
 * </tr>
 * <tr>
 * <td>{@code storm}</td>
 * <td>the latency of {@code /oauth2/token} while more people sign in than can be hashed</td>
 * </tr>
 * <tr>
 * <td>{@code trips}</td>
 * <td>round trips to Postgres that a request takes, counted on the wire</td>
 * </tr>
 * <tr>
 * <td>{@code growth}</td>
 * <td>a million people with a live grant each, beside a thousand</td>
 * </tr>
 * <tr>
 * <td>{@code start}</td>
 * <td>from the process to the first token, with the schema current; and what it then holds of memory</td>
 * </tr>
 * </table>
 *
 * <p>
 * CPU and memory are read from {@code /proc}, so it runs on Linux.
 */
package dev.signet.bench;
