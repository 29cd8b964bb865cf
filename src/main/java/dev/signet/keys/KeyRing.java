package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.signet.stores.Sha256;
import dev.signet.stores.TableVersions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** The keys in memory, loaded at start and again when the table changed. */
@ApplicationScoped
public class KeyRing {
    private static final String RS256 = "RS256";

    private final SigningKeys keys;
    private final TableVersions versions;
    private volatile Contents contents;

    KeyRing(SigningKeys keys, TableVersions versions) {
        this.keys = keys;
        this.versions = versions;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        if (!keys.any().await().atMost(SigningKeys.START_LIMIT)) {
            // RSA keys take seconds of CPU: made here on the start's own thread, not on an event loop
            keys.storeFirst(NewKey.rsa(), NewKey.rsa(), NewKey.mac()).await().atMost(SigningKeys.START_LIMIT);
        }
        load().await().atMost(SigningKeys.START_LIMIT);
        versions.onChange("signing_keys", this::load);
    }

    private Uni<Void> load() {
        return keys.load().invoke(rows -> contents = new Contents(rows)).replaceWithVoid();
    }

    /** @return the key that signs RS256 tokens now */
    public SigningKey active() {
        return contents.active;
    }

    /** @return the key a token names, whatever its state; empty for a {@code kid} that is not ours */
    public Optional<SigningKey> find(String kid) {
        return Optional.ofNullable(contents.signing.get(kid));
    }

    /** @return every public key that a verifier may meet, as a JWK Set (RFC 7517 §5), the signing one first */
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
        private final SigningKey active;
        private final Map<String, MacKey> macs;
        private final MacKey activeMac;

        Contents(SigningKeys.Loaded loaded) {
            signing = loaded.signing().stream().collect(Collectors.toMap(SigningKey::kid, Function.identity()));
            jwks = loaded.signing().stream().map(SigningKey::publicJwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
            jwksTag = HexFormat.of().formatHex(Sha256.of(jwks.getBytes(UTF_8)));
            active = loaded.signing().stream()
                    .filter(k -> k.state() == KeyState.ACTIVE && k.alg().equals(RS256)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("signing_keys holds no ACTIVE RS256 key"));
            macs = loaded.macs().stream().collect(Collectors.toMap(MacKey::kid, Function.identity()));
            activeMac = loaded.activeMac();
        }
    }
}
