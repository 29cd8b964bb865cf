package dev.signet.authorize;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.requests.AuthorizationError;
import dev.signet.requests.AuthorizationJudge;
import dev.signet.requests.AuthorizationRequest;
import dev.signet.requests.JudgedAuthorization;
import dev.signet.requests.PendingAuthorization;
import dev.signet.requests.PendingAuthorizations;
import io.smallrye.mutiny.Uni;

/** Reads what a browser brings: the parameters themselves, or the name of those that the client pushed (RFC 9126 §4). */
@ApplicationScoped
class AuthorizationRequests {
    private static final String REQUEST_URI = "urn:ietf:params:oauth:request_uri:";

    private final Clients clients;
    private final AuthorizationJudge judge;
    private final PendingAuthorizations pendings;

    AuthorizationRequests(Clients clients, AuthorizationJudge judge, PendingAuthorizations pendings) {
        this.clients = clients;
        this.judge = judge;
        this.pendings = pendings;
    }

    /** A request that was read, or why it was not. */
    record Reading(JudgedAuthorization judged, Optional<String> pushed) {

        <R> R fold(Function<PendingAuthorization, R> good, Function<AuthorizationError, R> refused,
                BiFunction<String, String, R> unproven) {
            return judged.fold(request -> good.apply(PendingAuthorization.of(request, pushed)), refused, unproven);
        }

        static Reading unproven(String error, String description) {
            return new Reading(new JudgedAuthorization.Unproven(error, description), Optional.empty());
        }
    }

    Uni<Reading> read(FormReading form) {
        return form.fold(this::read,
                why -> Uni.createFrom().item(Reading.unproven("invalid_request", "The request cannot be read: " + why + ".")));
    }

    private Uni<Reading> read(FormParameters parameters) {
        Optional<String> clientId = parameters.get("client_id");
        if (clientId.isEmpty()) {
            return Uni.createFrom().item(Reading.unproven("invalid_request", "The parameter client_id is missing."));
        }
        return clients.find(clientId.get())
                .chain(client -> client.map(known -> read(parameters, known))
                        .orElseGet(
                                () -> Uni.createFrom().item(Reading.unproven("invalid_client", "There is no such client."))));
    }

    private Uni<Reading> read(FormParameters parameters, Client client) {
        Optional<String> pushed = parameters.get("request_uri").filter(uri -> uri.startsWith(REQUEST_URI))
                .map(uri -> uri.substring(REQUEST_URI.length()));
        if (pushed.isPresent()) {
            return pendings.pushed(pushed.get()).map(request -> reading(request, pushed.get(), client));
        }
        return Uni.createFrom().item(new Reading(mustPush(client, judge.judge(parameters, client)), Optional.empty()));
    }

    private static Reading reading(Optional<AuthorizationRequest> pushed, String name, Client client) {
        return pushed.filter(request -> request.clientId().equals(client.clientId()))
                .map(request -> new Reading(new JudgedAuthorization.Good(request), Optional.of(name)))
                .orElseGet(() -> Reading.unproven("invalid_request", "The request_uri is unknown, expired or was used."));
    }

    /** RFC 9126 §5. */
    private static JudgedAuthorization mustPush(Client client, JudgedAuthorization judged) {
        if (!client.requirePushedAuthorizationRequests()) {
            return judged;
        }
        return judged.fold(request -> new JudgedAuthorization.Refused(AuthorizationError.of(request, "invalid_request",
                "The client must push its authorization requests.")), error -> judged, (error, description) -> judged);
    }
}
