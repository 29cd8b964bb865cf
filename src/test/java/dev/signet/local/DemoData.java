package dev.signet.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import dev.signet.passwords.Argon2id;
import dev.signet.stores.UuidV7;

/**
 * The demo clients and the user alice, written once; what somebody changed since stays changed. It goes into the tables
 * and not over HTTP, so that a start spends no one's attempts.
 */
public final class DemoData {
    static final String USERNAME = "alice";
    static final String EMAIL = "alice@example.com";
    static final String PASSWORD = "correct horse battery staple";

    private static final String INSERT_CLIENT = """
            insert into clients (client_id, client_name, client_secret_hash, token_endpoint_auth_method, grant_types,
                                 redirect_uris, scope, may_introspect, post_logout_redirect_uris)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String INSERT_IDENTIFIER = """
            insert into user_identifiers (kind, value, display, verified, user_id)
            values (?, ?, ?, true, ?) on conflict do nothing""";

    private final Connection connection;

    private DemoData(Connection connection) {
        this.connection = connection;
    }

    /** @param connection to the service's database, whose schema is there */
    public static void seed(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        DemoData data = new DemoData(connection);
        for (DemoClient client : DemoClient.ALL) {
            data.insert(client);
        }
        if (!data.hasAlice()) {
            data.insertAlice();
        }
        connection.commit();
    }

    private void insert(DemoClient client) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CLIENT)) {
            insert.setString(1, client.id());
            insert.setString(2, client.name());
            insert.setBytes(3, client.secretHash());
            insert.setString(4, client.authenticationMethod());
            insert.setArray(5, connection.createArrayOf("text", client.grantTypes().toArray()));
            insert.setArray(6, connection.createArrayOf("text", client.redirectUris().toArray()));
            insert.setString(7, client.scope());
            insert.setBoolean(8, client.secret().isPresent());
            insert.setArray(9, connection.createArrayOf("text", client.postLogoutRedirectUris().toArray()));
            insert.executeUpdate();
        }
    }

    private boolean hasAlice() throws SQLException {
        String select = "select 1 from user_identifiers where (kind, value) in (('username', ?), ('email', ?))";
        try (PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, USERNAME);
            query.setString(2, EMAIL);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void insertAlice() throws SQLException {
        UUID id = UuidV7.at(Instant.now());
        try (PreparedStatement insert = connection.prepareStatement("insert into users (id) values (?)")) {
            insert.setObject(1, id);
            insert.executeUpdate();
        }
        insertIdentifier(id, "username", USERNAME);
        insertIdentifier(id, "email", EMAIL);
        try (PreparedStatement insert = connection
                .prepareStatement("insert into password_credentials (user_id, phc) values (?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, Argon2id.hash(PASSWORD));
            insert.executeUpdate();
        }
    }

    private void insertIdentifier(UUID user, String kind, String value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_IDENTIFIER)) {
            insert.setString(1, kind);
            insert.setString(2, value);
            insert.setString(3, value);
            insert.setObject(4, user);
            insert.executeUpdate();
        }
    }
}
