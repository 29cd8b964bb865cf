package dev.signet.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Whose arithmetic hashes, chosen once. libsodium's library is unpacked below {@code java.io.tmpdir}, loaded and deleted
 * again, so it needs a place there that is writable and not mounted {@code noexec}. Where that fails, Bouncy Castle serves.
 */
final class FastestArgon2 {
    private static final Logger LOG = Logger.getLogger(FastestArgon2.class);
    private static final Argon2Function EVERYWHERE = new BouncyArgon2();
    /** Where lazysodium's jar has the library of a platform, as JNA names it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "linux-x86-64", "linux64/libsodium.so", "linux-aarch64", "arm64/libsodium.so",
            "darwin-x86-64", "mac/libsodium.dylib", "darwin-aarch64", "mac_arm/libsodium.dylib");
    /** What the reference implementation answers; both of Argon2id's ways to address memory are in it. */
    private static final Argon2Hash KNOWN = Argon2Hash.parse("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
            + "$yrdGtGIZk/3JHsUHh5gLQUqQppLwvGjf4Z+cJbPLqew").orElseThrow();

    private FastestArgon2() {
    }

    /** The first call loads it, which takes some tenths of a second; whoever calls meanwhile waits. */
    static Argon2Function get() {
        return Chosen.FUNCTION;
    }

    private static final class Chosen {
        static final Argon2Function FUNCTION = choose();

        private static Argon2Function choose() {
            Argon2Function chosen = load(LIBRARIES.getOrDefault(Platform.RESOURCE_PREFIX, "")).orElse(EVERYWHERE);
            LOG.infof("passwords are hashed by %s", chosen);
            return chosen;
        }
    }

    /**
     * @param resource where the class path has the library
     * @return libsodium's if it loads on this machine and computes what it should
     */
    static Optional<Argon2Function> load(String resource) {
        try {
            return prove(new SodiumArgon2(unpack(resource), EVERYWHERE));
        } catch (IOException | RuntimeException | LinkageError e) {
            // JNA goes on with the class path
            LOG.warnf("libsodium does not load on %s: %s", Platform.RESOURCE_PREFIX,
                    e.toString().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    /** @return the function if it gives the known answer */
    static Optional<Argon2Function> prove(Argon2Function function) {
        if (!KNOWN.matches("password".getBytes(UTF_8), function)) {
            LOG.errorf("%s computes no Argon2id on this machine", function);
            return Optional.empty();
        }
        return Optional.of(function);
    }

    private static Sodium unpack(String resource) throws IOException {
        Path file = Files.createTempFile("signet-libsodium", null);
        try (InputStream packed = FastestArgon2.class.getClassLoader().getResourceAsStream(resource)) {
            if (resource.isEmpty() || packed == null) {
                throw new FileNotFoundException("no library for this platform");
            }
            Files.copy(packed, file, REPLACE_EXISTING);
            Sodium sodium = Native.load(file.toString(), Sodium.class);
            if (sodium.sodium_init() < 0) {
                throw new IllegalStateException("it finds no source of randomness");
            }
            return sodium;
        } finally {
            Files.delete(file);
        }
    }
}
