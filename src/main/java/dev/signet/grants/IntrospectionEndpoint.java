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

import dev.signet.errors.OAuthError;
import dev.signet.http.FormReading;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenVerifier;
import io.smallrye.mutiny.Uni;

/** {@code POST /oauth2/introspect} (RFC 7662): a resource server asks whether an access token is live. */
@Path("/oauth2/introspect")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
class IntrospectionEndpoint {
    private final ClientRequests requests;
    private final TokenVerifier verifier;

    IntrospectionEndpoint(ClientRequests requests, TokenVerifier verifier) {
        this.requests = requests;
        this.verifier = verifier;
    }

    @POST
    public Uni<Map<String, Object>> introspect(FormReading form, @Context HttpHeaders headers) {
        return requests.read(form, headers)
                .chain(request -> verifier.verifyLive(tokenOf(request), request.client()))
                .map(token -> token.map(IntrospectionEndpoint::active).orElse(Map.of("active", false)));
    }

    private static String tokenOf(ClientRequest request) {
        if (!request.client().confidential()) {
            throw OAuthError.invalidClient("Introspection is for confidential clients.").asException();
        }
        if (!request.client().mayIntrospect()) {
            throw new OAuthError("unauthorized_client", 403, "The client may not introspect.").asException();
        }
        return request.required("token");
    }

    private static Map<String, Object> active(AccessToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", "Bearer");
        answer.putAll(token.asMap());
        return answer;
    }
}
