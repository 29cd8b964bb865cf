package dev.signet.oidc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import dev.signet.keys.KeyRing;
import io.smallrye.common.annotation.NonBlocking;

/** {@code GET /.well-known/jwks.json}: every public key that a token may name. */
@Path("/.well-known/jwks.json")
class JwksEndpoint {
    private static final String JWK_SET = "application/jwk-set+json";

    private final KeyRing ring;
    private final PublicCache cache;

    JwksEndpoint(KeyRing ring, PublicCache cache) {
        this.ring = ring;
        this.cache = cache;
    }

    @GET
    @NonBlocking
    public Response jwks(@Context Request request) {
        EntityTag tag = new EntityTag(ring.jwksTag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(ring.jwks()).type(JWK_SET);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, cache.header())
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
