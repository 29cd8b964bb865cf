package dev.signet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code signet.clients.file}: clients that live in Git. */
@SignetTest
class ClientsFromFileIT {
    private static final String SECRET = "a-secret-of-the-orders-service-itself";
    private static final String ANOTHER = "another-secret-of-the-orders-service";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ORDERS = """
              - client_id: orders
                grant_types: [client_credentials]
                scope: %s
                client_secret: {env: ORDERS_SECRET}
            """;
    private static final String BILLS = """
              - {client_id: bills, grant_types: [client_credentials], client_secret: {file: bills.secret}}
            """;

    private final Stores stores;
    private final StoreUrls urls;
    @TempDir
    Path folder;

    ClientsFromFileIT(Stores stores) {
        this.stores = stores;
        this.urls = stores.fresh();
    }

    @BeforeEach
    void write() throws IOException {
        assertThat(Files.writeString(folder.resolve("bills.secret"), SECRET)).exists();
        declare(ORDERS.formatted("orders.read") + BILLS);
    }

    @Test
    void are_there_from_the_start_and_only_the_file_changes_them() {
        try (SignetService service = launch().start()) {
            Http http = Http.to(service.baseUri());
            Admin admin = Admin.at(http);

            assertThat(token(http, "orders", SECRET).json().getString("scope")).isEqualTo("orders.read");
            assertThat(service.logs()).contains("+ orders, + bills").doesNotContain(SECRET);
            assertThat(admin.client("GET", "orders", "").send().json().getString("origin")).isEqualTo("file");
            for (HttpAnswer refused : new HttpAnswer[] {
                    admin.client("PATCH", "orders", "").json(new JsonObject().put("scope", "x")).send(),
                    admin.client("PUT", "orders", "").json(new JsonObject()).send(),
                    admin.client("POST", "orders", "/secret").send(), admin.client("DELETE", "orders", "").send() }) {
                assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
                assertThat(refused.json().getString("type")).isEqualTo("urn:signet:problem:client-managed-by-file");
            }
            assertThat(admin.client("POST", "orders", "/disable").send().status()).as("in an emergency").isEqualTo(204);
            assertThat(token(http, "orders", SECRET).status()).isEqualTo(401);
        }
    }

    @Test
    void follow_the_file_and_keep_the_last_good_one() throws Exception {
        try (SignetService service = launch().start()) {
            Http http = Http.to(service.baseUri());

            swap(ORDERS.formatted("orders.write"));
            Await.until(SOON, "the changed scope",
                    () -> "orders.write".equals(token(http, "orders", SECRET).json().getString("scope")));
            Await.until(SOON, "the end of what the file names no more", () -> token(http, "bills", SECRET).status() == 401);
            assertThat(service.logs()).contains("~ orders (scope), - bills");

            declare("  - {client_id: orders, colour: green}\n");
            Await.until(SOON, "the complaint", () -> service.logs().contains("client orders, colour"));
            assertThat(token(http, "orders", SECRET).status()).isEqualTo(200);

            declare(ORDERS.formatted("orders.write") + BILLS);
            Await.until(SOON, "the client that came back", () -> token(http, "bills", SECRET).status() == 200);
            assertThat(Files.writeString(folder.resolve("bills.secret"), ANOTHER)).exists();
            Await.until(SOON, "the secret that changed beside it", () -> token(http, "bills", ANOTHER).status() == 200);
            assertThat(token(http, "bills", SECRET).status()).as("the overlap").isEqualTo(200);
        }
    }

    @Test
    void are_corrected_when_somebody_changed_them_otherwise() throws Exception {
        try (SignetService service = launch().start()) {
            Http http = Http.to(service.baseUri());
            sql("update clients set scope = 'everything' where client_id = 'orders'");
            Await.until(SOON, "the correction", () -> service.logs().contains("~ orders (scope)")
                    && "orders.read".equals(token(http, "orders", SECRET).json().getString("scope")));
            sql("delete from clients where client_id = 'orders'");
            Await.until(SOON, "the correction", () -> token(http, "orders", SECRET).status() == 200);
        }
    }

    @Test
    void correct_nothing_while_a_newer_file_holds() throws Exception {
        Path newer = folder.resolve("newer.yaml");
        try (SignetService old = launch().start()) {
            assertThat(Files.writeString(newer, "clients:\n" + ORDERS.formatted("orders.new"))).exists();
            try (SignetService young = old.replica().with("SIGNET_CLIENTS_FILE", newer.toString()).start()) {
                Http http = Http.to(young.baseUri());
                sql("update clients set client_name = 'moved' where client_id = 'orders'");
                Await.until(SOON, "the correction by the newer one", () -> young.logs().contains("~ orders (client_name)"));
                assertThat(token(http, "orders", SECRET).json().getString("scope")).isEqualTo("orders.new");
                assertThat(old.logs()).doesNotContain("~ orders");
            }
        }
    }

    @Test
    void refuse_the_start_when_the_file_is_wrong() throws IOException {
        declare("  - {client_id: orders, grant_types: [password], token_endpoint_auth_method: none}\n");
        try (SignetService service = launch().launch()) {
            assertThat(service.awaitExit(Duration.ofSeconds(30))).hasValue(1);
            assertThat(service.logs()).contains("Signet did not start", "clients.yaml line 2, client orders, grant_types")
                    .doesNotContain("\tat ");
        }
    }

    private ServiceLaunch launch() {
        return ServiceLaunch.on(urls).with("SIGNET_CLIENTS_FILE", folder.resolve("clients.yaml").toString())
                .with("ORDERS_SECRET", SECRET);
    }

    private void declare(String clients) throws IOException {
        assertThat(Files.writeString(folder.resolve("clients.yaml"), "clients:\n" + clients)).exists();
    }

    /** As a mounted ConfigMap changes: another file is in the old one's place at once. */
    private void swap(String clients) throws IOException {
        Path next = Files.writeString(folder.resolve("next.yaml"), "clients:\n" + clients);
        assertThat(Files.move(next, folder.resolve("clients.yaml"), StandardCopyOption.ATOMIC_MOVE)).exists();
    }

    private void sql(String statement) throws SQLException {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement()) {
            assertThat(s.executeUpdate(statement)).isEqualTo(1);
        }
    }

    private static HttpAnswer token(Http http, String client, String secret) {
        return http.request("POST", "/oauth2/token").basic(client, secret).form(Map.of("grant_type", "client_credentials"))
                .send();
    }
}
