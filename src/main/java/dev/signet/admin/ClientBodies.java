package dev.signet.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.signet.clients.Client;
import dev.signet.clients.ClientIdSyntax;
import dev.signet.clients.ClientMetadata;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.errors.StrictJsonReader;

/** A client as JSON, in both directions. What was read may be sent back with changes: members that nobody may change stay. */
@ApplicationScoped
class ClientBodies {
    private static final String CLIENT_ID = "client_id";
    private static final Set<String> READ_ONLY = Set.of(CLIENT_ID, "enabled", "origin", "created_at", "updated_at",
            "previous_secret_expires_at");

    private final ObjectMapper json;
    private final StrictJsonReader reader;

    ClientBodies(ObjectMapper json, StrictJsonReader reader) {
        this.json = json;
        this.reader = reader;
    }

    /** @return the client; members that it does not have are absent */
    ObjectNode show(Client client) {
        ObjectNode shown = json.createObjectNode().put(CLIENT_ID, client.clientId());
        shown.setAll(metadata(client));
        shown.put("enabled", client.enabled()).put("origin", client.origin())
                .put("created_at", client.createdAt().toString()).put("updated_at", client.updatedAt().toString());
        client.previousSecretExpiresAt().ifPresent(at -> shown.put("previous_secret_expires_at", at.toString()));
        return shown;
    }

    /** @return the client with its secret, if one was just made */
    ObjectNode show(Registered registered) {
        ObjectNode shown = show(registered.client());
        registered.secret().ifPresent(secret -> shown.put("client_secret", secret));
        return shown;
    }

    private ObjectNode metadata(Client client) {
        ObjectNode members = json.valueToTree(ClientMetadata.of(client));
        members.properties().removeIf(member -> member.getValue().isNull());
        return members;
    }

    /** @return the {@code client_id} of a new client: the one asked for, else one of ours */
    static String newId(ObjectNode body) {
        JsonNode asked = body.remove(CLIENT_ID);
        if (asked == null || asked.isNull()) {
            return Registrations.newClientId();
        }
        if (!asked.isTextual() || !ClientIdSyntax.isFit(asked.textValue())) {
            throw Problem.validation(new FieldError(CLIENT_ID, "invalid", "This must be of " + ClientIdSyntax.RULE + "."))
                    .asException();
        }
        return asked.textValue();
    }

    /** @return what the members say; fails with the problem that names the wrong ones */
    ClientMetadata judged(ObjectNode members, String clientId) {
        ClientMetadata metadata = read(members);
        List<FieldError> violations = metadata.violations(clientId);
        if (!violations.isEmpty()) {
            throw Problem.validation(violations).asException();
        }
        return metadata;
    }

    private ClientMetadata read(ObjectNode members) {
        try {
            return reader.read(members, ClientMetadata.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the client with every member as the body has it, or by default */
    ClientMetadata replaced(Client client, ObjectNode body) {
        return judged(writable(client, body), client.clientId());
    }

    /** @return the client with those members that the body names; null is the default */
    ClientMetadata patched(Client client, ObjectNode body) {
        ObjectNode members = metadata(client);
        members.remove("response_types"); // they follow the grant types
        members.setAll(writable(client, body));
        return judged(members, client.clientId());
    }

    private ObjectNode writable(Client client, ObjectNode body) {
        ObjectNode shown = show(client);
        ObjectNode rest = body.deepCopy();
        List<FieldError> errors = new ArrayList<>();
        READ_ONLY.stream().sorted().forEach(name -> {
            JsonNode sent = rest.remove(name);
            if (sent != null && !sent.equals(shown.get(name))) {
                errors.add(new FieldError(name, "read-only", "This may only be what it is."));
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return rest;
    }
}
