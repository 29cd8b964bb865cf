package dev.signet.grants;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import dev.signet.clients.Client;
import dev.signet.clients.ClientAuthentication;
import dev.signet.errors.OAuthError;
import dev.signet.http.BasicCredentials;
import dev.signet.http.BasicReading;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.tokens.Confirmation;
import io.smallrye.mutiny.Uni;

/** The pipeline in front of every OAuth endpoint: read the form, then prove the client (RFC 6749 §2.3). */
@ApplicationScoped
class ClientRequests {
    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";

    private final ClientAuthentication authentication;

    ClientRequests(ClientAuthentication authentication) {
        this.authentication = authentication;
    }

    /**
     * @param form as it was read
     * @param headers of the request
     * @return the request; fails with {@code invalid_request} or {@code invalid_client}
     */
    Uni<ClientRequest> read(FormReading form, HttpHeaders headers) {
        FormParameters parameters = form.fold(read -> read, ClientRequests::malformed);
        BasicReading basic = BasicCredentials
                .read(Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION)).orElse(List.of()));
        return basic.fold(credentials -> byHeader(credentials, parameters), () -> byBody(parameters), ClientRequests::nobody)
                .map(client -> client
                        .orElseThrow(() -> OAuthError.invalidClient("The client did not prove who it is.").asException()))
                .map(client -> new ClientRequest(parameters, client, Confirmation.NONE));
    }

    private static FormParameters malformed(String why) {
        throw OAuthError.invalidRequest("The form cannot be read: " + why + ".").asException();
    }

    private Uni<Optional<Client>> byHeader(BasicCredentials basic, FormParameters form) {
        if (form.get(CLIENT_SECRET).isPresent()) {
            return twoMethods();
        }
        boolean same = form.get(CLIENT_ID).map(basic.id()::equals).orElse(true);
        return same ? authentication.confidential(basic.id(), basic.secret()) : nobody();
    }

    private Uni<Optional<Client>> byBody(FormParameters form) {
        Optional<String> id = form.get(CLIENT_ID);
        Optional<String> secret = form.get(CLIENT_SECRET);
        if (id.isEmpty()) {
            return nobody();
        }
        return secret.isPresent() ? authentication.confidential(id.get(), secret.get()) : authentication.publicClient(id.get());
    }

    private static Uni<Optional<Client>> nobody() {
        return Uni.createFrom().item(Optional.empty());
    }

    /** The client MUST NOT use more than one method in a request. */
    private static Uni<Optional<Client>> twoMethods() {
        return Uni.createFrom().failure(OAuthError.invalidRequest("The client authenticated in two ways.").asException());
    }
}
