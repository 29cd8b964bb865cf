package dev.signet.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.signet.clients.Client;
import dev.signet.clients.DeclaredClient;
import dev.signet.clients.Origin;

/**
 * What must happen so that the database has the clients of the file.
 *
 * @param created by their id, those that are missing
 * @param changed by their id, those that are otherwise
 * @param removed the ids of those that the file had once
 * @param lines the same for people to read: {@code + a}, {@code ~ b (scope)}, {@code - c}
 */
record FilePlan(Map<String, DeclaredClient> created, Map<String, DeclaredClient> changed, List<String> removed,
        List<String> lines) {

    static FilePlan of(List<DeclaredClient> declared, List<Client> stored) {
        Map<String, Client> held = stored.stream().collect(Collectors.toMap(Client::clientId, Function.identity()));
        FilePlan plan = new FilePlan(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        declared.forEach(client -> plan.compare(client, held.get(client.clientId())));
        Set<String> names = declared.stream().map(DeclaredClient::clientId).collect(Collectors.toSet());
        stored.stream().filter(client -> client.isOf(Origin.FILE) && !names.contains(client.clientId()))
                .forEach(client -> plan.remove(client.clientId()));
        return plan;
    }

    private void compare(DeclaredClient client, Client stored) {
        if (stored == null) {
            created.put(client.clientId(), client);
            boolean unused = lines.add("+ " + client.clientId());
            return;
        }
        List<String> differences = client.differences(stored);
        if (!differences.isEmpty()) {
            changed.put(client.clientId(), client);
            boolean unused = lines.add("~ " + client.clientId() + " (" + String.join(", ", differences) + ")");
        }
    }

    private void remove(String clientId) {
        boolean unused = removed.add(clientId) && lines.add("- " + clientId);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
