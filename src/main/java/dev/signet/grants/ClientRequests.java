package dev.signet.grants;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import dev.signet.clients.Client;
import dev.signet.clients.ClientProof;
import dev.signet.errors.OAuthError;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.tokens.Issuer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The pipeline in front of every OAuth endpoint: read the form, find the one proof of the client, judge it
 * (RFC 6749 §2.3), and see which key the client shows beside it.
 */
@ApplicationScoped
public class ClientRequests {
    private final ProvenClients clients;
    private final ShownKeys keys;
    private final Issuer issuer;
    private final CurrentVertxRequest current;

    ClientRequests(ProvenClients clients, ShownKeys keys, Issuer issuer, CurrentVertxRequest current) {
        this.clients = clients;
        this.keys = keys;
        this.issuer = issuer;
        this.current = current;
    }

    /**
     * @param form as it was read
     * @param headers of the request
     * @return the request; fails with {@code invalid_request}, {@code invalid_client} or {@code invalid_dpop_proof}
     */
    public Uni<ClientRequest> read(FormReading form, HttpHeaders headers) {
        return read(parameters(form), headers);
    }

    private Uni<ClientRequest> read(FormParameters form, HttpHeaders headers) {
        RoutingContext call = current.getCurrent();
        return clients.prove(ClientProofs.read(form, headers), call, ClientProofs::notProven)
                .chain(client -> withKey(form, client, false, call));
    }

    /** @return the request for a token: one that lacks the key which the client's tokens must be bound to is refused */
    Uni<ClientRequest> readForToken(FormReading reading, HttpHeaders headers) {
        FormParameters form = parameters(reading);
        return SubjectTokenProof.read(form, headers, issuer.url()).map(proof -> exchanging(form, proof))
                .orElseGet(() -> read(form, headers))
                .invoke(ShownKeys::require);
    }

    private Uni<ClientRequest> exchanging(FormParameters form, ClientProof proof) {
        RoutingContext call = current.getCurrent();
        return clients.prove(proof, call, SubjectTokenProof::notProven).chain(client -> withKey(form, client, true, call));
    }

    private Uni<ClientRequest> withKey(FormParameters form, Client client, boolean bySubjectToken, RoutingContext call) {
        return keys.of(client, call).map(confirmation -> new ClientRequest(form, client, confirmation, bySubjectToken));
    }

    private static FormParameters parameters(FormReading form) {
        return form.fold(read -> read, ClientRequests::malformed);
    }

    private static FormParameters malformed(String why) {
        throw OAuthError.invalidRequest("The form cannot be read: " + why + ".").asException();
    }
}
