package dev.signet.grants;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.Client;
import dev.signet.http.FormReading;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignOuts;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenRevocation;
import dev.signet.tokens.TokenVerifier;
import io.smallrye.mutiny.Uni;

/**
 * {@code POST /oauth2/revoke} (RFC 7009): a client gives back its own token. A token of a person, refresh or access
 * token, ends the sign-in, a token of the client's own only itself. Whatever is not a live token of that client is answered 200
 * too, and nothing happens (§2.2).
 */
@Path("/oauth2/revoke")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class RevocationEndpoint {
    private final ClientRequests requests;
    private final TokenVerifier verifier;
    private final TokenRevocation revocation;
    private final Sessions sessions;
    private final SignOuts signOuts;

    RevocationEndpoint(ClientRequests requests, TokenVerifier verifier, TokenRevocation revocation, Sessions sessions,
            SignOuts signOuts) {
        this.requests = requests;
        this.verifier = verifier;
        this.revocation = revocation;
        this.sessions = sessions;
        this.signOuts = signOuts;
    }

    @POST
    public Uni<Response> revoke(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers)
                .chain(request -> revoke(request.required("token"), request.client()))
                .replaceWith(() -> Response.ok().build());
    }

    private Uni<Void> revoke(String token, Client client) {
        Optional<AccessToken> access = verifier.verify(token);
        if (access.isPresent()) {
            return access.get().clientId().equals(client.clientId()) ? revoke(access.get()) : Uni.createFrom().voidItem();
        }
        return verifier.verifyOwn(token, client).map(own -> endSignInOf(own, client)).orElseGet(() -> sessions
                .signInOf(token, client)
                .chain(signIn -> signIn.map(signOuts::end).orElse(Uni.createFrom().voidItem())));
    }

    /**
     * All tokens of a sign-in have one entry in the status lists, so one of them ends all (§2.1 allows it). A token that was
     * exchanged is of a sign-in at another client: that goes on.
     */
    private Uni<Void> revoke(AccessToken token) {
        return token.sid().isEmpty() ? revocation.revoke(token)
                : signOuts.endAt(UUID.fromString(token.sid().get()), token.clientId())
                        .chain(ended -> ended ? Uni.createFrom().voidItem() : revocation.revoke(token));
    }

    /**
     * An HS256 token is the client's own making, its {@code jti} may be anybody's: what is believed of it is a sign-in that is
     * at
     * this client. A token without one is left to expire, as its holder can make the next one.
     */
    private Uni<Void> endSignInOf(AccessToken own, Client client) {
        return own.sid().flatMap(RevocationEndpoint::uuid)
                .map(signIn -> signOuts.endAt(signIn, client.clientId()).replaceWithVoid())
                .orElse(Uni.createFrom().voidItem());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
