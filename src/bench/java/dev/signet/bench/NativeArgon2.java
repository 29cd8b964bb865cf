package dev.signet.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Argon2id of native libraries, called through JNA where it is on the class path: libsodium's out of lazysodium's jar, and
 * the reference implementation's where the system has it. By reflection, since neither has to be here.
 */
final class NativeArgon2 {
    private static final byte[] PASSWORD = "seven purple umbrellas".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALT = new byte[16];
    private static final byte[] TAG = new byte[32];
    private static final int ALG_ARGON2ID13 = 2;

    private final Object function;
    private final Object[] arguments;

    private NativeArgon2(String library, String function, Object... arguments) throws ReflectiveOperationException {
        this.function = function(library, function);
        this.arguments = arguments;
    }

    static Optional<NativeArgon2> libsodium() {
        try {
            Path library = unpack(System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64") ? "arm64"
                    : "linux64");
            Object unused = invoke(function(library.toString(), "sodium_init"));
            return Optional.of(new NativeArgon2(library.toString(), "crypto_pwhash", TAG, (long) TAG.length, PASSWORD,
                    (long) PASSWORD.length, SALT, (long) RawLimits.PASSES, RawLimits.MEMORY_KIB * 1024L, ALG_ARGON2ID13));
        } catch (IOException | ReflectiveOperationException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    static Optional<NativeArgon2> reference() {
        try {
            return Optional.of(new NativeArgon2("libargon2.so.1", "argon2id_hash_raw", RawLimits.PASSES, RawLimits.MEMORY_KIB,
                    1, PASSWORD, (long) PASSWORD.length, SALT, (long) SALT.length, TAG, (long) TAG.length));
        } catch (ReflectiveOperationException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    /** @return 0 for a hash */
    int once() {
        try {
            if (invoke(function, arguments) != 0) {
                throw new IllegalStateException("it did not hash");
            }
            return TAG[0];
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack(String platform) throws IOException {
        Path library = Files.createTempFile("bench-libsodium", ".so");
        library.toFile().deleteOnExit();
        try (InputStream packed = NativeArgon2.class.getClassLoader().getResourceAsStream(platform + "/libsodium.so")) {
            if (packed == null) {
                throw new IOException("lazysodium is not here");
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }

    private static Object function(String library, String name) throws ReflectiveOperationException {
        Method get = Class.forName("com.sun.jna.Function").getMethod("getFunction", String.class, String.class);
        return get.invoke(null, library, name);
    }

    private static int invoke(Object function, Object... arguments) throws ReflectiveOperationException {
        return (int) function.getClass().getMethod("invokeInt", Object[].class).invoke(function, (Object) arguments);
    }
}
