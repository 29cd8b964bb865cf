package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clients file may say, and how it is told what is wrong with it. */
class ClientsFileTest {
    private static final String SECRET = "a-secret-of-thirty-two-characters";

    @TempDir
    Path folder;

    @Test
    void reads_clients_and_their_secrets_from_files_beside_it() throws IOException {
        Path unused = Files.writeString(folder.resolve("orders.secret"), SECRET + "\n");
        ClientsFile file = read("""
                clients:
                  - client_id: orders
                    grant_types: [client_credentials]
                    scope: orders.read
                    client_secret: {file: orders.secret}
                  - client_id: spa
                    token_endpoint_auth_method: none
                    redirect_uris: ["https://example.com/cb"]
                """);

        assertThat(file.clients()).extracting(DeclaredClient::clientId).containsExactly("orders", "spa");
        assertThat(file.clients().get(0).secret()).contains(SECRET);
        assertThat(file.clients().get(1).metadata().responseTypes()).containsExactly("code");
        assertThat(file.clients().toString()).doesNotContain(SECRET);
    }

    @Test
    void knows_itself_changed_when_only_a_secret_did() throws IOException {
        String text = """
                clients:
                  - {client_id: orders, grant_types: [client_credentials], client_secret: {file: s}}
                """;
        Path first = Files.writeString(folder.resolve("s"), SECRET);
        byte[] before = read(text).digest();
        assertThat(read(text).digest()).isEqualTo(before);
        assertThat(Files.writeString(first, SECRET + "2")).exists();

        assertThat(read(text).digest()).isNotEqualTo(before);
    }

    @Test
    void names_file_line_client_and_member_of_everything_that_is_wrong() {
        refuses("""
                clients:
                  - client_id: orders
                    grant_types: [client_credentials]
                    client_secret: {env: NO_SUCH_VARIABLE}
                  - client_id: web
                    token_endpoint_auth_method: none
                    redirect_uris:
                      - http://example.com/cb
                    colour: green
                """, "clients.yaml line 4, client orders, client_secret: The environment variable NO_SUCH_VARIABLE is not set",
                "clients.yaml line 9, client web, colour");
        refuses("""
                clients:
                  - client_id: web
                    token_endpoint_auth_method: none
                    redirect_uris:
                      - http://example.com/cb
                """, "line 4, client web, redirect_uris");
    }

    @Test
    void refuses_what_is_no_list_of_clients() {
        refuses("clients: [", "line");
        refuses("", "clients");
        refuses("clients: {}", "clients");
        refuses("clients: []\nother: 1", "clients");
        refuses("clients:\n  - 7", "line 2", "client_id");
        refuses("clients:\n  - {client_id: a b}", "client_id");
        refuses("clients:\n  - client_id: a\n    client_id: b", "twice");
        refuses("clients:\n  - {client_id: signet}", "client signet, client_id");
        refuses("clients:\n  - {client_id: a, token_endpoint_auth_method: none, grant_types: []}\n"
                + "  - {client_id: a, token_endpoint_auth_method: none, grant_types: []}", "line 3, client a, client_id");
        refuses("clients:\n  - {client_id: a, grant_types: [], scope: 7}", "client a, scope");
    }

    @Test
    void refuses_a_secret_that_is_written_down_short_or_not_needed() throws IOException {
        Path unused = Files.writeString(folder.resolve("short"), "quite-short-secret");
        refuses("clients:\n  - {client_id: a, grant_types: [], client_secret: " + SECRET + "}", "client a, client_secret");
        refuses("clients:\n  - {client_id: a, grant_types: []}", "client a, client_secret");
        refuses("clients:\n  - {client_id: a, grant_types: [], client_secret: {file: short}}", "client a, client_secret", "32");
        refuses("clients:\n  - {client_id: a, grant_types: [], client_secret: {file: none}}", "cannot be read");
        refuses("clients:\n  - {client_id: a, grant_types: [], token_endpoint_auth_method: none, client_secret: {file: short}}",
                "needs none");
    }

    @Test
    void refuses_a_file_that_is_not_there() {
        assertThatThrownBy(() -> ClientsFile.read(folder.resolve("nowhere.yaml").toString()))
                .hasMessageContaining("signet.clients.file").hasMessageContaining("nowhere.yaml");
    }

    private void refuses(String text, String... sentences) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(sentences).hasMessageNotContainingAny(SECRET, "quite-short-secret");
    }

    private ClientsFile read(String text) throws IOException {
        return ClientsFile.read(Files.writeString(folder.resolve("clients.yaml"), text).toString());
    }
}
