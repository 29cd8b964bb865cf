package dev.signet.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A client as a file says it.
 *
 * @param metadata judged: without violations
 * @param secret where the client needs one
 */
public record DeclaredClient(String clientId, ClientMetadata metadata, Optional<String> secret) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return the names of what is otherwise in the database; empty: nothing */
    public List<String> differences(Client stored) {
        Client meant = new Client(clientId, Origin.FILE.text());
        meant.describe(metadata);
        JsonNode now = JSON.valueToTree(ClientMetadata.of(stored));
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : JSON.valueToTree(ClientMetadata.of(meant)).properties()) {
            if (!member.getValue().equals(now.get(member.getKey()))) {
                names.add(member.getKey());
            }
        }
        if (secret.isPresent() && !stored.isCurrent(secret.get(), metadata)) {
            names.add("client_secret");
        }
        if (!stored.isOf(Origin.FILE)) {
            names.add("origin");
        }
        return names;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "DeclaredClient[" + clientId + "]";
    }
}
