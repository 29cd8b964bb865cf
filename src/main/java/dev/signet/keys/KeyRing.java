package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.sealing.SealedColumn;
import dev.signet.stores.Sha256;
import dev.signet.stores.TableVersions;
import dev.signet.stores.Training;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** The keys in memory, loaded at start and again when the table changed. */
@ApplicationScoped
public class KeyRing {
    /** What of it is sealed in Postgres. */
    public static final SealedColumn SEALED = SigningKeys.COLUMN;
    /** The algorithm of clients that ask for no other: there is always a key for it. */
    static final String RS256 = "RS256";
    /** What a key of the ring can be of; HS256 signs with a client's own secret. */
    static final Set<String> ALGS = Set.of(RS256, "PS256", "ES256", "EdDSA");

    private final SigningKeys keys;
    private final FormerKeys former;
    private final TableVersions versions;
    private final KeyTimes times;
    private final Vertx vertx;
    private volatile Contents contents;

    KeyRing(SigningKeys keys, FormerKeys former, TableVersions versions, KeyTimes times, Vertx vertx) {
        this.keys = keys;
        this.former = former;
        this.versions = versions;
        this.times = times;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        if (Training.isOn()) {
            take(new Contents(SigningKeys.madeUp(NewKey.signing(RS256), NewKey.mac()), List.of()));
            return;
        }
        if (!keys.any().await().atMost(SigningKeys.START_LIMIT)) {
            // RSA keys take seconds of CPU: made here on the start's own thread, not on an event loop
            keys.storeFirst(NewKey.signing(RS256), NewKey.signing(RS256), NewKey.mac()).await().atMost(SigningKeys.START_LIMIT);
        }
        reload().await().atMost(SigningKeys.START_LIMIT);
        versions.onChange("signing_keys", this::reload);
    }

    /** @return whether keys of the ring can be of that algorithm */
    public static boolean canBeOf(String alg) {
        return ALGS.contains(alg);
    }

    /** Reads the keys again: for who knows sooner than the poll of {@link TableVersions} that they changed. */
    public Uni<Void> reload() {
        return keys.load()
                .chain(rows -> former.load().invoke(gone -> take(new Contents(rows, gone))))
                .replaceWithVoid();
    }

    /** Of two reloads that overtake each other the later one counts. */
    private synchronized void take(Contents read) {
        if (contents == null || read.version >= contents.version) {
            contents = read;
        }
    }

    /**
     * Sees to it that {@link #active} has a key for each of the algorithms. In memory, nothing is done; else another replica
     * may have made one; else what is missing is made. Of an algorithm that nobody uses any more the NEXT key goes first: who
     * provides for a client then makes another, and the ACTIVE one stays.
     *
     * @param algs JWS algorithms; HS256 needs no key of the ring
     */
    public Uni<Void> provide(Set<String> algs) {
        return missing(algs).isEmpty() ? Uni.createFrom().voidItem() : reload().chain(() -> makeAll(missing(algs)));
    }

    private List<String> missing(Set<String> algs) {
        return algs.stream().filter(alg -> ALGS.contains(alg) && !contents.isReady(alg)).sorted().toList();
    }

    private Uni<Void> makeAll(List<String> algs) {
        if (algs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom().iterable(algs).onItem().transformToUniAndConcatenate(this::make).collect().last()
                .chain(this::reload);
    }

    private Uni<Void> make(String alg) {
        return vertx.executeBlocking(() -> List.of(NewKey.signing(alg), NewKey.signing(alg)))
                .chain(made -> keys.storeMissing(made.get(0), made.get(1)));
    }

    /** @return how long a key stands in {@link #jwks} before it signs */
    public Duration publishAhead() {
        return times.publishAhead();
    }

    /**
     * @param alg JWS algorithm that {@link #provide} was asked for
     * @return the key that signs its tokens now
     */
    public SigningKey active(String alg) {
        return Optional.ofNullable(contents.active.get(alg))
                .orElseThrow(() -> new IllegalStateException("signing_keys holds no ACTIVE " + alg + " key"));
    }

    /** @return whether a key of that algorithm signs now */
    public boolean signs(String alg) {
        return contents.active.containsKey(alg);
    }

    /** @return the key a token names, whatever its state; empty for a {@code kid} that is not ours */
    public Optional<SigningKey> find(String kid) {
        return Optional.ofNullable(contents.signing.get(kid));
    }

    /** @return what is left of a key that retired and is gone; empty for one that was revoked */
    public Optional<FormerKey> findFormer(String kid) {
        return Optional.ofNullable(contents.former.get(kid));
    }

    /** @return every public key that a verifier may meet, as a JWK Set (RFC 7517 §5), the signing ones first */
    public String jwks() {
        return contents.jwks;
    }

    /** @return the SHA-256 of {@link #jwks()}, the same on every replica that holds the same keys */
    public String jwksTag() {
        return contents.jwksTag;
    }

    /** @return the key that authenticates refresh tokens made now */
    public MacKey activeMac() {
        return contents.activeMac;
    }

    /** @return the MAC key a refresh token names */
    public Optional<MacKey> findMac(String kid) {
        return Optional.ofNullable(contents.macs.get(kid));
    }

    private static final class Contents {
        private final Map<String, SigningKey> signing;
        private final String jwks;
        private final String jwksTag;
        private final Map<String, SigningKey> active;
        private final Set<String> algsWithNext;
        private final long version;
        private final Map<String, FormerKey> former;
        private final Map<String, MacKey> macs;
        private final MacKey activeMac;

        Contents(SigningKeys.Loaded loaded, List<FormerKey> gone) {
            version = loaded.version();
            former = gone.stream().collect(Collectors.toMap(FormerKey::kid, Function.identity()));
            signing = loaded.signing().stream().collect(Collectors.toMap(SigningKey::kid, Function.identity()));
            jwks = loaded.signing().stream().map(SigningKey::publicJwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
            jwksTag = HexFormat.of().formatHex(Sha256.of(jwks.getBytes(UTF_8)));
            active = loaded.signing().stream().filter(k -> k.state() == KeyState.ACTIVE)
                    .collect(Collectors.toMap(SigningKey::alg, Function.identity()));
            algsWithNext = loaded.signing().stream().filter(k -> k.state() == KeyState.NEXT).map(SigningKey::alg)
                    .collect(Collectors.toSet());
            if (!active.containsKey(RS256)) {
                throw new IllegalStateException("signing_keys holds no ACTIVE RS256 key");
            }
            macs = loaded.macs().stream().collect(Collectors.toMap(MacKey::kid, Function.identity()));
            activeMac = loaded.activeMac();
        }

        boolean isReady(String alg) {
            return active.containsKey(alg) && algsWithNext.contains(alg);
        }
    }
}
