/**
 * What the service promises about keys, revocation and size, measured on this machine: {@code ./mvnw -Pprove}, or one of
 * them, {@code ./mvnw -Pprove -Dproof=rotation}. Real stores, packaged replicas and stock verifiers on the loopback; each
 * proof prints its table and the bounds that it holds or misses, and the command ends with 1 when one was missed. It takes
 * some twelve minutes on two cores, and is no part of the build.
 *
 * <table>
 * <caption>The proofs</caption>
 * <tr>
 * <td>{@code statuslist}</td>
 * <td>bytes and CPU of the status lists for 1, 10 and 100 million live tokens</td>
 * </tr>
 * <tr>
 * <td>{@code races}</td>
 * <td>1,000 parallel refreshes of one token; 1,000 rounds of refresh against revoke</td>
 * </tr>
 * <tr>
 * <td>{@code mints}</td>
 * <td>rows in Postgres and bytes in Redis before and after many tokens</td>
 * </tr>
 * <tr>
 * <td>{@code revocation}</td>
 * <td>from the 2xx to the refusal of the last of 20 verifiers: with push, without, with Redis stopped or flushed</td>
 * </tr>
 * <tr>
 * <td>{@code rotation}</td>
 * <td>stock verifiers across three rotations of the keys</td>
 * </tr>
 * <tr>
 * <td>{@code soak}</td>
 * <td>only by its name: 20 minutes ({@code -Dsoak.minutes}) of everything, and each minute another fault</td>
 * </tr>
 * </table>
 *
 * <p>
 * Lives beside the tests so that it never ships. Knows the service by its jar, its settings, its routes and its tables.
 */
package dev.signet.proof;
