package dev.signet.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.signet.errors.FieldError;
import dev.signet.errors.JsonFaults;
import dev.signet.errors.StrictJson;
import dev.signet.stores.Sha256;

/**
 * The clients that a YAML file says there are:
 *
 * <pre>
 * clients:
 *   - client_id: orders
 *     grant_types: [client_credentials]
 *     client_secret: {env: ORDERS_SECRET}   # or {file: path}, 32 characters at least
 * </pre>
 *
 * The members are those of {@link ClientMetadata}. What is wrong is told with file, line, client and member, all at once;
 * nothing that the file or a secret holds is quoted.
 */
public final class ClientsFile {
    private static final ObjectMapper STRICT = StrictJson.of(new ObjectMapper());

    private final Path path;
    private final List<DeclaredClient> clients = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder fingerprint = new StringBuilder();
    private YamlLines document;

    private ClientsFile(Path path) {
        this.path = path;
    }

    /**
     * @param setting the setting {@code signet.clients.file}
     * @return what the file says now, its secrets read
     * @throws IllegalArgumentException with a sentence for each thing that is wrong
     */
    public static ClientsFile read(String setting) {
        ClientsFile file = new ClientsFile(Path.of(setting.strip()));
        file.parse();
        if (!file.faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", file.faults));
        }
        return file;
    }

    public List<DeclaredClient> clients() {
        return List.copyOf(clients);
    }

    /** @return the SHA-256 of what it says: the same for the same file with the same secrets */
    public byte[] digest() {
        return Sha256.ofText(fingerprint.toString());
    }

    private void parse() {
        try {
            String text = Files.readString(path);
            fingerprint.append(text);
            document = YamlLines.read(text);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            faults.add(where(line) + ": this is not YAML, or a name appears twice.");
            return;
        } catch (IOException e) {
            faults.add("signet.clients.file: " + path + " cannot be read as UTF-8 text.");
            return;
        }
        JsonNode list = document.root().path("clients");
        if (document.root().size() != 1 || !list.isArray()) {
            faults.add(where(1) + ": it must hold one list, `clients`.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            client(list.get(i), "/clients/" + i);
        }
    }

    private void client(JsonNode node, String pointer) {
        String id = node.path("client_id").asText("");
        if (!node.isObject() || !node.path("client_id").isTextual() || !ClientIdSyntax.isFit(id)) {
            faults.add(where(document.line(pointer)) + ", client_id: a client needs one of " + ClientIdSyntax.RULE + ".");
            return;
        }
        if (!ids.add(id) || id.equals(Registrations.BUILT_IN)) {
            fault(pointer, id, "client_id", "This is the id of another client.");
            return;
        }
        ObjectNode members = node.deepCopy();
        JsonNode secret = members.remove("client_secret");
        JsonNode unused = members.remove("client_id");
        judge(members, secret, id, pointer);
    }

    private void judge(ObjectNode members, JsonNode secret, String id, String pointer) {
        try {
            ClientMetadata metadata = STRICT.treeToValue(members, ClientMetadata.class);
            List<FieldError> violations = metadata.violations(id);
            violations.forEach(wrong -> fault(pointer, id, wrong.field(), wrong.message()));
            if (violations.isEmpty()) {
                declare(id, metadata, secret, pointer);
            }
        } catch (JsonProcessingException e) {
            FieldError wrong = JsonFaults.of(e);
            fault(pointer, id, wrong.field(), "It " + wrong.message() + ".");
        }
    }

    private void declare(String id, ClientMetadata metadata, JsonNode secret, String pointer) {
        try {
            DeclaredClient client = new DeclaredClient(id, metadata,
                    SecretReference.resolve(secret, metadata.needsSecret(), path));
            client.secret().ifPresent(value -> fingerprint.append(HexFormat.of().formatHex(Sha256.ofText(value))));
            clients.add(client);
        } catch (IllegalArgumentException e) {
            fault(pointer, id, "client_secret", e.getMessage());
        }
    }

    private void fault(String pointer, String id, String member, String message) {
        int line = document.line(pointer + "/" + member.replaceAll("[.\\[].*", ""));
        faults.add(where(line) + ", client " + id + ", " + member + ": " + message);
    }

    private String where(int line) {
        return "signet.clients.file: " + path + " line " + line;
    }
}
