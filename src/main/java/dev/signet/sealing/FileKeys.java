package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys in a file, such as Kubernetes mounts for a Secret: one a line, {@code id:base64} or the base64 alone; the first seals,
 * all open. Empty lines and lines that begin with {@code #} are skipped. It is read at start.
 */
final class FileKeys implements KeyProvider {
    static final String NAME = "file";
    static final String SETTING = "signet.keys.encryption-key-file";
    private static final long LONGEST = 65_536;

    private final List<KeyEncryptionKey> keys = new ArrayList<>();

    /** @throws IllegalArgumentException with a sentence */
    FileKeys(String file) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(KeyEncryptionKey.parse(SETTING + " (line " + (i + 1) + ")", line));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(SETTING + " leads to a file that holds no key: it takes one a line, id:base64.");
        }
    }

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException(SETTING + " leads to a file that is too long to be one of keys: " + file);
            }
            return new String(Files.readAllBytes(path), UTF_8).lines().toList();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(SETTING + " leads to a file that cannot be read: " + file);
        }
    }

    @Override
    public String setting() {
        return SETTING;
    }

    @Override
    public List<KeyEncryptionKey> keys(WrappedKeys kept) {
        return keys();
    }

    List<KeyEncryptionKey> keys() {
        return List.copyOf(keys);
    }
}
