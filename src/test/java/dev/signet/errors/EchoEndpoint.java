package dev.signet.errors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.MDC;

import dev.signet.http.ClientAddresses;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** An endpoint of each kind that Signet has, for the tests of the edge. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EchoEndpoint {
    private final ClientAddresses addresses;

    EchoEndpoint(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    enum Kind {
        LOGIN
    }

    record Captcha(String id, String answer) {
    }

    record Body(String name, Integer age, Boolean admin, Kind kind, Captcha captcha, List<Captcha> items) {
        Body {
            if ("refused".equals(name)) {
                throw Problem.of("name-refused", 409, "Refused", "Refused.").asException();
            }
        }
    }

    @POST
    @Path("/api/v1/echo")
    public Uni<Map<String, Object>> echo(Body body) {
        return Uni.createFrom().item(Map.of("length", String.valueOf(body.name()).length(),
                "on_event_loop", Context.isOnEventLoopThread(), "request_id", String.valueOf(MDC.get("requestId"))));
    }

    @POST
    @Path("/api/v1/maybe")
    public Uni<Map<String, Object>> maybe(Optional<Body> body) {
        return Uni.createFrom().item(Map.of("present", body.isPresent()));
    }

    @GET
    @Path("/api/v1/echo/{id}")
    public Uni<Map<String, Object>> get(@PathParam("id") String id, @QueryParam("q") String q) {
        return Uni.createFrom().item(Map.of("id", id, "q", String.valueOf(q)));
    }

    @PUT
    @Path("/api/v1/echo/{id}")
    public Uni<Void> put(@PathParam("id") String id, Body body) {
        return Uni.createFrom().voidItem();
    }

    @DELETE
    @Path("/api/v1/echo")
    public Uni<Map<String, Object>> delete(Body body) {
        return echo(body);
    }

    @GET
    @Path("/api/v1/caller")
    public Uni<Map<String, Object>> caller(RoutingContext call) {
        return Uni.createFrom().item(Map.of("ip", addresses.current(call).text()));
    }

    @GET
    @Path("/api/v1/cached")
    public Uni<Response> cached() {
        return Uni.createFrom().item(Response.ok("{}").header("Cache-Control", "max-age=60").build());
    }

    @GET
    @Path("/api/v1/private")
    @Authenticated
    public Uni<String> secret() {
        return Uni.createFrom().item("secret");
    }

    @POST
    @Path("/oauth2/echo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Map<String, Object>> form(FormReading form) {
        return form.fold(EchoEndpoint::grantType,
                why -> Uni.createFrom().failure(OAuthError.invalidRequest(why).asException()));
    }

    private static Uni<Map<String, Object>> grantType(FormParameters form) {
        return Uni.createFrom().item(Map.of("grant_type", form.get("grant_type").orElse("-")));
    }

    @GET
    @Path("/oauth2/private")
    @Authenticated
    public Uni<String> userinfo() {
        return Uni.createFrom().item("secret");
    }
}
