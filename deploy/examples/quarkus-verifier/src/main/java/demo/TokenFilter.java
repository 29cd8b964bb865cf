package demo;

import java.util.List;

import dev.signet.verifier.ResourceRequest;
import dev.signet.verifier.TokenVerifier;
import dev.signet.verifier.Verification;
import dev.signet.verifier.VerifiedToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Every call needs a token. On the event loop: the verifier never blocks it. */
class TokenFilter {
    private final TokenVerifier verifier;

    TokenFilter(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION, nonBlocking = true)
    Uni<Response> filter(ContainerRequestContext call) {
        ResourceRequest request = new ResourceRequest(call.getMethod(), call.getUriInfo().getAbsolutePath().toString(),
                call.getHeaders().getOrDefault("Authorization", List.of()), call.getHeaders().getOrDefault("DPoP", List.of()));
        return Uni.createFrom().completionStage(() -> verifier.verifyAsync(request)).map(verification -> answer(call, verification));
    }

    /** @return what ends the call here; null lets it pass */
    private static Response answer(ContainerRequestContext call, Verification verification) {
        return verification.fold(token -> serve(call, token),
                refused -> Response.status(401).header("WWW-Authenticate", refused.challenge()).build(),
                away -> Response.status(503).header("Retry-After", away.retryAfter().toSeconds()).build());
    }

    private static Response serve(ContainerRequestContext call, VerifiedToken token) {
        call.setSecurityContext(new Caller(token));
        return null;
    }
}
