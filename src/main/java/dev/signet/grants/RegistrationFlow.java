package dev.signet.grants;

import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.clients.Client;
import dev.signet.clients.ClientMetadata;
import dev.signet.clients.Clients;
import dev.signet.clients.NewClient;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.sessions.SignOuts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What a client does to its own registration, each with its event in one transaction. */
@ApplicationScoped
class RegistrationFlow {
    private final Registrations registrations;
    private final Clients clients;
    private final SignOuts signOuts;
    private final AuditLog audit;

    RegistrationFlow(Registrations registrations, Clients clients, SignOuts signOuts, AuditLog audit) {
        this.registrations = registrations;
        this.clients = clients;
        this.signOuts = signOuts;
        this.audit = audit;
    }

    /** @param client whose id is random, so nobody has it */
    Uni<Registered> register(NewClient client) {
        return Panache.withTransaction(() -> registrations.create(client)
                .call(() -> record(AuditTypes.CLIENT_CREATED, client.clientId())))
                .invoke(clients::forget)
                .map(made -> made.orElseThrow());
    }

    /** @return the client if the token is of its registration and nobody shut it out; else 401 */
    Uni<Client> find(String clientId, String token) {
        return registrations.find(clientId)
                .map(found -> found.filter(client -> isOf(client, token)).orElseThrow(RegistrationTokens::refusal));
    }

    private static boolean isOf(Client client, String token) {
        return client.enabled() && client.hasRegistrationToken(token);
    }

    Uni<Registered> replace(String clientId, String token, Function<Client, ClientMetadata> change) {
        return find(clientId, token)
                .chain(unused -> Panache.withTransaction(() -> registrations.change(clientId, change)
                        .call(() -> record(AuditTypes.CLIENT_UPDATED, clientId))))
                .invoke(clients::forget)
                .map(changed -> changed.orElseThrow(RegistrationTokens::refusal));
    }

    /** Ends every sign-in at the client too. */
    Uni<Void> delete(String clientId, String token) {
        return find(clientId, token)
                .chain(unused -> signOuts.endAllAt(clientId, () -> registrations.delete(clientId)
                        .call(() -> record(AuditTypes.CLIENT_DELETED, clientId))))
                .invoke(clients::forget)
                .replaceWithVoid();
    }

    private Uni<Void> record(String type, String clientId) {
        return audit.record(new AuditEvent(type, clientId, clientId, null, Map.of()));
    }
}
