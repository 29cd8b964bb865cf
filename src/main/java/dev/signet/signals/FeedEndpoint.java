package dev.signet.signals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.Client;
import dev.signet.errors.OAuthError;
import dev.signet.grants.ClientRequest;
import dev.signet.grants.ClientRequests;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /oauth2/revocations}: a resource server hears of every revocation as it happens. It proves who it is as at
 * introspection (RFC 7662 §2.1): with GET by a header or its certificate, with POST by a form too.
 */
@Path("/oauth2/revocations")
@Produces(FeedEndpoint.EVENT_STREAM)
class FeedEndpoint {
    static final String EVENT_STREAM = MediaType.SERVER_SENT_EVENTS;
    /** RFC 6749 §2.3.1: never in a URI, which logs keep. */
    private static final List<String> CREDENTIALS = List.of("client_secret", "client_assertion", "client_assertion_type");

    private final ClientRequests requests;
    private final Feed feed;

    FeedEndpoint(ClientRequests requests, Feed feed) {
        this.requests = requests;
        this.feed = feed;
    }

    @GET
    public Uni<Void> follow(@Context HttpHeaders headers, @Context RoutingContext call) {
        return follow(query(call), headers, call);
    }

    @HEAD
    public Uni<Response> head(@Context HttpHeaders headers, @Context RoutingContext call) {
        return resourceServer(query(call), headers).map(client -> Response.ok().type(EVENT_STREAM).build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Void> follow(FormReading form, @Context HttpHeaders headers, @Context RoutingContext call) {
        return resourceServer(form, headers).chain(client -> feed.follow(client, LastEventId.read(headers), call));
    }

    private Uni<Client> resourceServer(FormReading form, HttpHeaders headers) {
        return requests.read(form, headers).map(ClientRequest::introspecting);
    }

    /** A client that shows a certificate names itself here (RFC 8705 §2). */
    private static FormReading query(RoutingContext call) {
        String query = call.request().query() == null ? "" : call.request().query();
        FormReading form = FormParameters.parse(query.getBytes(US_ASCII));
        if (form.fold(read -> CREDENTIALS.stream().anyMatch(name -> read.get(name).isPresent()), why -> false)) {
            throw OAuthError.invalidRequest("Credentials do not go into a URI.").asException();
        }
        return form;
    }
}
