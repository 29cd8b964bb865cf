package dev.signet.grants;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import dev.signet.clients.Client;
import dev.signet.http.FormReading;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenIssuer;
import dev.signet.tokens.TokenVerifier;
import io.smallrye.mutiny.Uni;

/**
 * {@code POST /oauth2/introspect} (RFC 7662): a resource server asks whether an access token is live. Who accepts it gets a
 * signed answer (RFC 9701), which it can keep and show.
 */
@Path("/oauth2/introspect")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class IntrospectionEndpoint {
    private static final String SIGNED = "application/token-introspection+jwt";

    private final ClientRequests requests;
    private final TokenVerifier verifier;
    private final TokenIssuer issuer;

    IntrospectionEndpoint(ClientRequests requests, TokenVerifier verifier, TokenIssuer issuer) {
        this.requests = requests;
        this.verifier = verifier;
        this.issuer = issuer;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> introspect(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers).chain(this::judge);
    }

    /** RFC 9701 §5: the answer is for the asking client alone, and of a type that no one takes for an access token. */
    @POST
    @Produces(SIGNED)
    public Uni<String> introspectSigned(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers)
                .chain(request -> judge(request).map(answer -> issuer.statement("token-introspection+jwt", request.client(),
                        request.client().introspectionSignedResponseAlg(), Map.of("token_introspection", answer))));
    }

    private Uni<Map<String, Object>> judge(ClientRequest request) {
        Client client = request.introspecting();
        return verifier.verifyLive(request.required("token"), client)
                .map(token -> token.map(IntrospectionEndpoint::active).orElse(Map.of("active", false)));
    }

    private static Map<String, Object> active(AccessToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", token.confirmation().tokenType());
        answer.putAll(token.asMap());
        return answer;
    }
}
