/**
 * Attempt limits: how often an address may register and guess, how often an identifier may be guessed at, before a
 * verification code or a refusal; how often a client's proof and a device's code may be wrong. Owns the table
 * {@code limit_policies} and the Redis keys
 * <code>signet:{limit:subject}:counter</code> and <code>:leases</code>. Serves no route; {@code admin} changes limits,
 * {@code credentials}, {@code accounts} and {@code grants} obey them. Must not know passwords, people, or what a verification
 * code is.
 *
 * <table>
 * <caption>As built</caption>
 * <tr>
 * <th>limit</th>
 * <th>counts</th>
 * <th>of one</th>
 * <th>past it</th>
 * </tr>
 * <tr>
 * <td>{@code registration}</td>
 * <td>3 in 300 s: 201 and 409</td>
 * <td>address</td>
 * <td>refuse, or captcha</td>
 * </tr>
 * <tr>
 * <td>{@code login-failure}</td>
 * <td>3 in 300 s</td>
 * <td>address</td>
 * <td>captcha</td>
 * </tr>
 * <tr>
 * <td>{@code login-failure-account}</td>
 * <td>10 in 3600 s</td>
 * <td>identifier</td>
 * <td>captcha</td>
 * </tr>
 * <tr>
 * <td>{@code client-failure}</td>
 * <td>10 in 300 s</td>
 * <td>client, from one address</td>
 * <td>refuse</td>
 * </tr>
 * <tr>
 * <td>{@code device-code-failure}</td>
 * <td>10 in 300 s</td>
 * <td>address</td>
 * <td>refuse</td>
 * </tr>
 * </table>
 *
 * <h2>A worked example</h2>
 * From 192.0.2.7 somebody guesses at {@code alice}; {@code login-failure} is 3 in 300 s.
 *
 * <pre>
 * 12:00:00  guess 1  lease a (0 counted + 0 in flight &lt; 3); wrong: counted 1, the window is 12:00:00 to 12:05:00
 * 12:00:10  guess 2  lease b; wrong: counted 2
 * 12:00:20  guess 3  lease c (2 + 0 &lt; 3), its password is being judged
 * 12:00:20  guess 4  2 counted + 1 in flight: no lease. Only c is in the way, so it waits, asking again each 25 to 200 ms
 * 12:00:20  c is wrong: counted 3; the 401 says that the next try needs a challenge
 * 12:00:20  guess 4  asks again, 3 counted: a challenge is due. Had c been right, guess 4 would have its lease now
 * 12:00:40  guess 5  with a solved challenge: no lease needed; wrong: counted 4. The window's end does not move
 * 12:05:00  the window is over: the next guess finds nothing counted
 * </pre>
 *
 * Fifty guesses at one moment: three get leases, 47 wait. As the three fail, the 47 meet the challenge. Who has waited 2 s
 * for nothing but attempts in flight is told to come back in 1 s, and is never asked for a challenge: twenty people who
 * arrive at one office's address together all sign in. An attempt whose replica died frees its place after 8 s.
 *
 * <h2>Choices</h2>
 * <ul>
 * <li>The address is asked first, then the identifier; whom the second refuses or keeps waiting has given back the first's
 * lease. A right password clears the identifier's count, never the address's.
 * <li>A changed limit holds for what is already counted: a lower threshold and a shorter window at once, a longer window from
 * the next attempt on, if the old one has not ended by then. A disabled limit neither leases nor counts, nor asks Redis.
 * <li>Redis away, full or slow (250 ms): closed to a challenge, never open and never shut. A failure that could not be counted
 * keeps its lease until that lapses. An emptied Redis has forgotten what it counted.
 * <li>A client that proves itself at once, thousands of times a second, must not pay a round trip for others' guesses. So
 * {@code client-failure} is judged from memory: a failure is counted in Redis, and a replica that was told there that the
 * limit is spent refuses this client from this address, right or wrong, until the window ends, with 429, {@code Retry-After}
 * and {@code temporarily_unavailable}. A replica that saw no failure of it lets one more guess pass, and learns. Failures
 * being counted hold a place, as leases do, so that parallel guesses gain nothing. Redis away: a failure is answered 401 and
 * shuts nobody out; the secrets are random and long, and not to be guessed.
 * <li>{@code device-code-failure} while the counters are away: busy. The codes are in Redis too.
 * <li>Time is Postgres's, as the replica last heard it. Leases outlive the longest attempt by 3 s, more than clocks of replicas
 * differ; what a wrong clock wrote still expires by Redis's own.
 * <li>{@code signet.limits.refused} counts, by {@code limit}, the attempts past it; {@code signet.limits.away} those that were
 * judged without counters.
 * </ul>
 */
package dev.signet.limits;
