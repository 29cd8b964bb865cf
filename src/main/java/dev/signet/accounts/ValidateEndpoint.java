package dev.signet.accounts;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.signet.errors.Problem;
import dev.signet.membership.Refusals;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenVerifier;
import io.smallrye.mutiny.Uni;

/** {@code POST /api/v1/token/validate}: the holder's online check of an access token. */
@Path("/api/v1/token/validate")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ValidateEndpoint {
    private final TokenVerifier verifier;

    ValidateEndpoint(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** @param token REQUIRED */
    record ValidateRequest(String token) {

        /** Never the token. */
        @Override
        public String toString() {
            return "ValidateRequest[]";
        }
    }

    @POST
    public Uni<Map<String, Object>> validate(ValidateRequest request) {
        if (request.token() == null) {
            throw Problem.validation(Refusals.required("token")).asException();
        }
        return verifier.verifyLive(request.token())
                .map(token -> token.map(ValidateEndpoint::active).orElse(Map.of("active", false)));
    }

    private static Map<String, Object> active(AccessToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.putAll(token.asMap());
        return answer;
    }
}
