package dev.signet.oidc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.ClientsConfig;
import dev.signet.clients.Clusters;
import dev.signet.tokens.Issuer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.json.Json;

/** The discovery document at the paths of OpenID Connect Discovery 1.0 §4 and RFC 8414 §3. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
class DiscoveryEndpoint {
    /** Written once: it says the same to everybody. */
    private final String metadata;
    private final PublicCache cache;

    DiscoveryEndpoint(Issuer issuer, ClientsConfig clients, Clusters clusters, PublicCache cache) {
        this.cache = cache;
        this.metadata = Json.encode(ProviderMetadata.of(issuer, clients.registrationToken().isPresent(),
                clusters.authenticationMethods()));
    }

    @GET
    @Path("openid-configuration")
    public Response openid() {
        return answer();
    }

    @GET
    @Path("oauth-authorization-server")
    public Response oauth() {
        return answer();
    }

    private Response answer() {
        return Response.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, cache.header())
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
