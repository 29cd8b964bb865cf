package dev.signet.grants;

import dev.signet.sessions.TokenAnswer;
import io.smallrye.mutiny.Uni;

/** A way to a token (RFC 6749 §4). The endpoint has authenticated the client and checked that it may use the grant. */
interface Grant {

    /** @return the {@code grant_type} */
    String type();

    /** @return the tokens; fails with an OAuth error of RFC 6749 §5.2 */
    Uni<TokenAnswer> redeem(ClientRequest request);
}
