package dev.signet.testing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** Registers clients straight in the table, with any columns. */
public final class TestClients {
    private final Stores stores;
    private final StoreUrls urls;

    public TestClients(Stores stores, StoreUrls urls) {
        this.stores = stores;
        this.urls = urls;
    }

    /**
     * @param method {@code token_endpoint_auth_method}
     * @param columns of table {@code clients}, beyond those that every test client has
     * @return the {@code client_id} of a client that may use client_credentials for {@code signet:admin}
     */
    public String register(String method, Map<String, Object> columns) {
        String id = "c" + UUID.randomUUID().toString().replace("-", "");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("client_id", id);
        row.put("client_name", id);
        row.put("token_endpoint_auth_method", method);
        row.put("scope", "signet:admin");
        row.putAll(columns);
        insert(row);
        return id;
    }

    /** @return the id of a client with that secret */
    public String withSecret(String method, String secret, Map<String, Object> columns) {
        Map<String, Object> more = new LinkedHashMap<>(columns);
        more.put("client_secret_hash", sha256(secret));
        return register(method, more);
    }

    private void insert(Map<String, Object> row) {
        String columns = String.join(", ", row.keySet());
        String marks = row.keySet().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement("insert into clients (grant_types, " + columns
                        + ") values ('{client_credentials,refresh_token}', " + marks + ")")) {
            int index = 1;
            for (Object value : row.values()) {
                s.setObject(index++, value);
            }
            s.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
