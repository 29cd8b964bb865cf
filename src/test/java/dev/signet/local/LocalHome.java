package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The git-ignored folder {@code .local}: what survives from one start to the next. Deleting it begins anew. */
final class LocalHome {
    private final Path folder;
    private final FileLock lock;

    private LocalHome(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder for this JVM alone; the system gives it back when the JVM ends, in whatever way. */
    static LocalHome take(Path project) {
        Path folder = project.resolve(".local").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            FileLock lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                throw new Refusal("Signet already runs from " + folder + ". Stop that one first.");
            }
            return new LocalHome(folder, lock);
        } catch (IOException e) {
            throw new Refusal("The folder " + folder + " cannot be used: " + e);
        }
    }

    Path folder() {
        return folder;
    }

    /** @return the key-encryption key, made at the first start; what it sealed can be opened with no other */
    String encryptionKey() {
        Path file = folder.resolve("encryption-key");
        try {
            if (Files.notExists(file)) {
                Path fresh = folder.resolve("encryption-key.new");
                Files.deleteIfExists(fresh);
                Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, randomKey());
                Files.move(fresh, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return 32 bytes in base64, as {@code signet.keys.encryption-key} wants them */
    static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
