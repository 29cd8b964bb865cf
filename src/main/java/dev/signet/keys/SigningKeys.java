package dev.signet.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import dev.signet.sealing.KeyEncryption;
import dev.signet.sealing.Sealed;
import dev.signet.sealing.SealedColumn;
import dev.signet.stores.Leader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rows of {@code signing_keys}: sealed on the way in, opened on the way out. */
@ApplicationScoped
class SigningKeys {
    /** Longer than a slow database's first answer, shorter than an operator's patience. */
    static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String ANY = "select 1 from signing_keys limit 1";
    static final String SEAL = "signing-keys";
    /** The rows' part in a change of the key-encryption key. */
    static final SealedColumn COLUMN = new SealedColumn("signing_keys", "kid", "sealed_key", "sealed_by", SEAL);
    private static final String SIGNATURE = "sig";

    private final Pool postgres;
    private final Leader leader;
    private final KeyEncryption encryption;

    SigningKeys(Pool postgres, Leader leader, KeyEncryption encryption) {
        this.postgres = postgres;
        this.leader = leader;
        this.encryption = encryption;
    }

    /** @param version of the table: the higher, the later */
    record Loaded(List<SigningKey> signing, List<MacKey> macs, MacKey activeMac, long version) {
    }

    /** @return whether some replica has made the first keys */
    Uni<Boolean> any() {
        return postgres.query(ANY).execute().map(rows -> rows.size() > 0);
    }

    /** Stores the first keys, unless another replica has meanwhile: one at a time holds the lock. */
    Uni<Void> storeFirst(NewKey active, NewKey next, NewKey mac) {
        return leader.lead("keys", c -> c.query(ANY).execute()
                .chain(rows -> rows.size() > 0 ? Uni.createFrom().voidItem() : insert(c, active, next, mac)));
    }

    /** Stores those of an algorithm's keys that are missing by now; its ACTIVE key then stays. */
    Uni<Void> storeMissing(NewKey active, NewKey next) {
        return leader.lead("keys", c -> c
                .preparedQuery("""
                        update signing_keys set retired_at = case when state = 'ACTIVE' then null else retired_at end
                        where use = 'sig' and alg = $1 returning state""")
                .execute(Tuple.of(active.alg()))
                .map(SigningKeys::states)
                .call(there -> insertUnless(there.contains(KeyState.ACTIVE), c, active, KeyState.ACTIVE))
                .chain(there -> insertUnless(there.contains(KeyState.NEXT), c, next, KeyState.NEXT)));
    }

    private static Set<KeyState> states(RowSet<Row> rows) {
        Set<KeyState> states = EnumSet.noneOf(KeyState.class);
        rows.forEach(row -> states.add(KeyState.valueOf(row.getString("state"))));
        return states;
    }

    private Uni<Void> insertUnless(boolean there, SqlConnection c, NewKey key, KeyState state) {
        return there ? Uni.createFrom().voidItem() : insert(c, key, state);
    }

    private Uni<Void> insert(SqlConnection c, NewKey active, NewKey next, NewKey mac) {
        return insert(c, active, KeyState.ACTIVE)
                .chain(() -> insert(c, next, KeyState.NEXT))
                .chain(() -> insert(c, mac, KeyState.ACTIVE));
    }

    /** Born now, not when the transaction began to wait for its lock. */
    Uni<Void> insert(SqlConnection c, NewKey key, KeyState state) {
        Sealed sealed = encryption.seal(SEAL, key.secret());
        return c.preparedQuery(
                """
                        insert into signing_keys (kid, use, alg, state, public_jwk, sealed_key, sealed_by, created_at, active_from)
                        values ($1, $2, $3, $4, $5, $6, $7, statement_timestamp(), case when $4 = 'ACTIVE' then statement_timestamp() end)""")
                .execute(Tuple.from(Arrays.asList(key.kid(), key.use(), key.alg(), state.name(), key.publicJwk(),
                        Buffer.buffer(sealed.bytes()), sealed.by())))
                .replaceWithVoid();
    }

    Uni<Loaded> load() {
        return postgres.query("""
                select kid, use, alg, state, public_jwk, sealed_key, sealed_by,
                  (select version from table_versions where name = 'signing_keys') as version from signing_keys
                order by alg = 'RS256' desc, state = 'ACTIVE' desc, created_at desc, kid""").execute().map(this::open);
    }

    private Loaded open(RowSet<Row> rows) {
        List<SigningKey> signing = new ArrayList<>();
        List<MacKey> macs = new ArrayList<>();
        MacKey activeMac = null;
        long version = 0;
        for (Row row : rows) {
            version = row.getLong("version");
            byte[] secret = encryption.open(SEAL, row.getBuffer("sealed_key").getBytes())
                    .orElseThrow(() -> encryption.doesNotOpen("signing_keys " + row.getString("kid"),
                            row.getString("sealed_by")));
            if (row.getString("use").equals(SIGNATURE)) {
                signing.add(signingKey(row.getString("kid"), row.getString("alg"), KeyState.valueOf(row.getString("state")),
                        row.getString("public_jwk"), secret));
            } else {
                MacKey mac = new MacKey(row.getString("kid"), secret);
                macs.add(mac);
                activeMac = KeyState.valueOf(row.getString("state")) == KeyState.ACTIVE ? mac : activeMac;
            }
        }
        return new Loaded(List.copyOf(signing), List.copyOf(macs), activeMac, version);
    }

    /** @return a ring of keys that no store has, for a run that has none ({@link dev.signet.stores.Training}) */
    static Loaded madeUp(NewKey signing, NewKey mac) {
        MacKey active = new MacKey(mac.kid(), mac.secret());
        return new Loaded(List.of(signingKey(signing.kid(), signing.alg(), KeyState.ACTIVE, signing.publicJwk(),
                signing.secret())), List.of(active), active, 0);
    }

    private static SigningKey signingKey(String kid, String alg, KeyState state, String publicJwk, byte[] pkcs8) {
        try {
            PublicKey publicKey = publicKey(kid, publicJwk);
            PrivateKey privateKey = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SigningKey(kid, alg, state, privateKey, publicKey, publicJwk);
        } catch (GeneralSecurityException e) {
            throw unreadable(kid, e);
        }
    }

    static PublicKey publicKey(String kid, String publicJwk) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(publicJwk).getPublicKey();
        } catch (JoseException e) {
            throw unreadable(kid, e);
        }
    }

    private static IllegalStateException unreadable(String kid, Exception cause) {
        return new IllegalStateException("a key that is stored cannot be read: " + kid, cause);
    }
}
