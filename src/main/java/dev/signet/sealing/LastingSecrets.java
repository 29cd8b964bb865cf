package dev.signet.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.stores.HmacSha256;
import dev.signet.stores.StartLeader;
import dev.signet.stores.Training;
import io.quarkus.runtime.StartupEvent;

/**
 * Secrets that stay when the key-encryption key is replaced: the rows of {@code kept_secrets}, sealed like the others. The
 * first start makes those that are missing, under a lock that all replicas share, and every start loads them.
 */
@ApplicationScoped
public class LastingSecrets {
    static final String SEAL = "kept-secret";
    /** The label that the signing keys are sealed under. */
    private static final String OF_SIGNING_KEYS = "signing-keys";
    /** The rows' part in a change of the key-encryption key. */
    static final SealedColumn COLUMN = new SealedColumn("kept_secrets", "name", "sealed", "sealed_by", SEAL);

    private final KeyEncryption encryption;
    private final Map<LastingSecret, byte[]> secrets;

    /** Blocks: it is made at start. */
    LastingSecrets(DataSource postgres, KeyEncryption encryption) {
        this.encryption = encryption;
        this.secrets = Training.isOn() ? madeUp() : loadOrMake(new StartLeader(postgres));
    }

    private Map<LastingSecret, byte[]> loadOrMake(StartLeader leader) {
        Map<LastingSecret, byte[]> kept = leader.transaction(this::load);
        return kept.size() == LastingSecret.values().length ? kept : leader.lead("keys", this::loadOrMake);
    }

    private static Map<LastingSecret, byte[]> madeUp() {
        return Stream.of(LastingSecret.values())
                .collect(Collectors.toMap(secret -> secret, secret -> KeyEncryptionKey.random().key()));
    }

    /** They are here before anybody asks, on the start's own thread. */
    void start(@Observes @Priority(6) StartupEvent event) {
        if (secrets.isEmpty()) {
            throw new IllegalStateException("kept_secrets is empty");
        }
    }

    /** @return HMAC-SHA-256 of the data under that secret: 32 bytes, the same on every replica, for good */
    public byte[] mac(LastingSecret secret, byte[] data) {
        return HmacSha256.of(secrets.get(secret), data);
    }

    private Map<LastingSecret, byte[]> load(Connection c) throws SQLException {
        Map<LastingSecret, byte[]> kept = new EnumMap<>(LastingSecret.class);
        try (Statement select = c.createStatement();
                ResultSet rows = select.executeQuery("select name, sealed, sealed_by from kept_secrets")) {
            while (rows.next()) {
                String name = rows.getString("name");
                byte[] sealed = rows.getBytes("sealed");
                String by = rows.getString("sealed_by");
                byte[] opened = encryption.open(SEAL, sealed)
                        .orElseThrow(() -> encryption.keys().doNotOpen("kept_secrets " + name, by));
                Stream.of(LastingSecret.values()).filter(s -> s.label().equals(name)).forEach(s -> kept.put(s, opened));
            }
        }
        return kept;
    }

    private Map<LastingSecret, byte[]> loadOrMake(Connection c) throws SQLException {
        Map<LastingSecret, byte[]> kept = load(c);
        Optional<KeyEncryptionKey> before = keyInUse(c);
        for (LastingSecret secret : LastingSecret.values()) {
            if (!kept.containsKey(secret)) {
                byte[] made = before.map(key -> key.macKey(secret.label())).orElseGet(() -> KeyEncryptionKey.random().key());
                insert(c, secret, encryption.seal(SEAL, made));
                kept.put(secret, made);
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    /**
     * A database that was used before this table derived them from its key: the one that opens what is there, whichever seals
     * now. Else what was made with them so far would change.
     */
    private Optional<KeyEncryptionKey> keyInUse(Connection c) throws SQLException {
        try (Statement select = c.createStatement();
                ResultSet rows = select.executeQuery(
                        "select kid, sealed_key, sealed_by from signing_keys order by created_at, kid limit 1")) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String kid = rows.getString("kid");
            String by = rows.getString("sealed_by");
            return Optional.of(encryption.keys().opener(OF_SIGNING_KEYS, rows.getBytes("sealed_key"))
                    .orElseThrow(() -> encryption.keys().doNotOpen("signing_keys " + kid, by)));
        }
    }

    private static void insert(Connection c, LastingSecret secret, Sealed sealed) throws SQLException {
        try (PreparedStatement insert = c
                .prepareStatement("insert into kept_secrets (name, sealed, sealed_by) values (?, ?, ?)")) {
            insert.setString(1, secret.label());
            insert.setBytes(2, sealed.bytes());
            insert.setString(3, sealed.by());
            insert.executeUpdate();
        }
    }
}
