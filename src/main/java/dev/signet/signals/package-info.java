/**
 * What resource servers are told of revocations: for everybody by status lists, for those that listen by a feed, for those
 * that want to be called by security event tokens.
 *
 * <p>
 * Routes: {@code GET /oauth2/status/{list}}; {@code GET|POST /oauth2/revocations}.
 *
 * <p>
 * <b>The feed</b> is Server-Sent Events for clients that may introspect. It begins with every live revocation above
 * {@code Last-Event-ID}, in the order of the commits, and goes on with each one as it is heard of. A {@code mark} says that the
 * subscriber has heard everything up to its number; it comes every {@code signet.revocation.heartbeat}, and only while this
 * replica knows what was revoked until a second ago. Who hears none for three heartbeats asks the status lists.
 *
 * <pre>
 * &gt; GET /oauth2/revocations          Authorization: Basic …   Last-Event-ID: 40
 * &lt; 200                              Content-Type: text/event-stream
 * &lt; id: 41
 * &lt; event: revocation
 * &lt; data: {"kind":"sid","value":"0199…","exp":1790000000}
 * &lt;
 * &lt; id: 41
 * &lt; event: mark
 * &lt; data: {"seq":41}
 * </pre>
 *
 * {@code kind} is {@code jti}, {@code sid}, {@code client} (tokens with {@code iat} up to {@code cut} seconds) or {@code kid};
 * {@code exp} is when the entry may be forgotten. The connection breaks, the subscriber goes to another replica with
 * {@code Last-Event-ID: 41} and misses nothing. A number that nobody gave out (the database is a restored one) is answered
 * with {@code event: reset}: forget what you hold, the whole list follows. A subscriber that reads too slowly is cut, and comes
 * back the same way. A replica that is told to end ends its streams first.
 *
 * <p>
 * <b>Security event tokens</b> (RFC 8417) are pushed (RFC 8935) to the {@code security_events_uri} of clients: one for each
 * revocation, written down in its transaction, told at least once and in no promised order, by {@link dev.signet.outbox}.
 *
 * <pre>
 * typ: secevent+jwt
 * {"iss":"https://id.example","aud":"orders","iat":1790000000,"jti":"6f1c…",
 *  "sub_id":{"format":"opaque","id":"0199…"},
 *  "events":{"https://schemas.openid.net/secevent/caep/event-type/session-revoked":{"event_timestamp":1790000000}}}
 * </pre>
 *
 * <table>
 * <caption>What is said of what</caption>
 * <tr>
 * <td>a sign-in</td>
 * <td>CAEP {@code session-revoked}, {@code sub_id} opaque: the {@code sid}</td>
 * </tr>
 * <tr>
 * <td>a token</td>
 * <td>{@code https://schemas.openid.net/secevent/oauth/event-type/token-revoked}, {@code sub_id}
 * {@code jwt_id}: issuer and {@code jti}</td>
 * </tr>
 * <tr>
 * <td>a client's tokens</td>
 * <td>{@code urn:signet:event:client-tokens-revoked} with {@code cut}, {@code sub_id} opaque: the
 * {@code client_id}</td>
 * </tr>
 * <tr>
 * <td>a key's tokens</td>
 * <td>{@code urn:signet:event:key-revoked}, {@code sub_id} opaque: the {@code kid}</td>
 * </tr>
 * </table>
 *
 * They name no person, and are signed with {@code introspection_signed_response_alg}. 2xx is taken. Anything else is tried
 * again
 * after 5 s, 10 s … an hour, twelve times in all; what a receiver says it would refuse again ({@code err} of §2.4, but
 * {@code invalid_key}) is not. What was given up is a dead letter for 30 days, at {@code /api/v1/admin/security-events}.
 */
package dev.signet.signals;
