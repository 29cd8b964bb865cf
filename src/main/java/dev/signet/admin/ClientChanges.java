package dev.signet.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.exception.ConstraintViolationException;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.clients.Client;
import dev.signet.clients.ClientMetadata;
import dev.signet.clients.Clients;
import dev.signet.clients.DeclaredClient;
import dev.signet.clients.NewClient;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.sessions.SignOuts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What operators do to clients: the change and its event in one transaction, obeyed here at once. */
@ApplicationScoped
class ClientChanges {
    private final Registrations registrations;
    private final Clients clients;
    private final SignOuts signOuts;
    private final AuditLog audit;

    ClientChanges(Registrations registrations, Clients clients, SignOuts signOuts, AuditLog audit) {
        this.registrations = registrations;
        this.clients = clients;
        this.signOuts = signOuts;
        this.audit = audit;
    }

    /** @return empty when there is a client of that id */
    Uni<Optional<Registered>> create(NewClient client, Operator by) {
        return Panache.withTransaction(() -> registrations.create(client)
                .call(made -> recordIf(made.isPresent(), AuditTypes.CLIENT_CREATED, client.clientId(), by)))
                .onFailure(ConstraintViolationException.class).recoverWithItem(Optional.empty())
                .invoke(clients::forget);
    }

    /** @return empty when there is no such client */
    Uni<Optional<Registered>> change(String clientId, Function<Client, ClientMetadata> change, Operator by) {
        return Panache.withTransaction(() -> registrations.change(clientId, change)
                .call(changed -> recordIf(changed.isPresent(), AuditTypes.CLIENT_UPDATED, clientId, by))
                .call(changed -> recordIf(changed.flatMap(Registered::secret).isPresent(), AuditTypes.CLIENT_SECRET_ROTATED,
                        clientId, by)))
                .invoke(clients::forget);
    }

    /** @return empty when there is no such client, or none that needs a secret */
    Uni<Optional<Registered>> rotateSecret(String clientId, Duration overlap, Operator by) {
        return Panache.withTransaction(() -> registrations.rotateSecret(clientId, overlap)
                .call(changed -> recordIf(changed.isPresent(), AuditTypes.CLIENT_SECRET_ROTATED, clientId, by)))
                .invoke(clients::forget);
    }

    /** Makes a client what the file says. */
    Uni<Boolean> declare(DeclaredClient declared) {
        return Panache.withTransaction(() -> registrations.declare(declared)
                .call(known -> recordIf(known, AuditTypes.CLIENT_UPDATED, declared.clientId(), Operator.FILE)))
                .invoke(clients::forget);
    }

    /** @return whether there is such a client */
    Uni<Boolean> enable(String clientId, Operator by) {
        return Panache.withTransaction(() -> registrations.enable(clientId, true)
                .call(known -> recordIf(known, AuditTypes.CLIENT_ENABLED, clientId, by)))
                .invoke(clients::forget);
    }

    /** Nothing more for the client, and every sign-in at it ends. @return whether there is such a client */
    Uni<Boolean> disable(String clientId, Operator by) {
        return signOuts.endAllAt(clientId, () -> registrations.enable(clientId, false)
                .call(known -> recordIf(known, AuditTypes.CLIENT_DISABLED, clientId, by)))
                .invoke(clients::forget);
    }

    /**
     * Every token that the client has dies, and every sign-in at it ends; it may ask for others. @return whether there is such
     * a client
     */
    Uni<Boolean> revokeTokens(String clientId, Operator by) {
        return registrations.find(clientId)
                .chain(found -> signOuts.endAllAt(clientId, () -> recordIf(found.isPresent(), AuditTypes.CLIENT_TOKENS_REVOKED,
                        clientId, by).replaceWith(found.isPresent())));
    }

    /** Every sign-in at the client ends, and it is forgotten. @return whether there was such a client */
    Uni<Boolean> delete(String clientId, Operator by) {
        return signOuts.endAllAt(clientId, () -> registrations.delete(clientId)
                .call(known -> recordIf(known, AuditTypes.CLIENT_DELETED, clientId, by)))
                .invoke(clients::forget);
    }

    private Uni<Void> recordIf(boolean done, String type, String clientId, Operator by) {
        return done ? audit.record(new AuditEvent(type, by.subject(), clientId, by.ip(), Map.of()))
                : Uni.createFrom().voidItem();
    }
}
