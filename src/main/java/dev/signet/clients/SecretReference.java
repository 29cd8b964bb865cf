package dev.signet.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a file's client has its secret from: never the file itself, which lives in Git. */
final class SecretReference {
    private static final int SHORTEST = 32;
    private static final int LONGEST = 1000;

    private SecretReference() {
    }

    /**
     * @param reference {@code {env: NAME}} or {@code {file: PATH}}, a relative path beside the clients' file; may be null
     * @return the secret, where one is needed
     * @throws IllegalArgumentException with a sentence that never quotes it
     */
    static Optional<String> resolve(JsonNode reference, boolean needed, Path clientsFile) {
        if (!needed && reference == null) {
            return Optional.empty();
        }
        if (!needed) {
            throw new IllegalArgumentException("The client needs none.");
        }
        if (reference == null || reference.size() != 1
                || !reference.path("env").isTextual() && !reference.path("file").isTextual()) {
            throw new IllegalArgumentException("The client needs one, as {env: NAME} or {file: PATH}.");
        }
        String secret = reference.has("env") ? environment(reference.get("env").textValue())
                : content(clientsFile.resolveSibling(reference.get("file").textValue()));
        if (secret.length() < SHORTEST || secret.length() > LONGEST || !secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("It must be of 32 to 1000 printable ASCII characters without spaces.");
        }
        return Optional.of(secret);
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalArgumentException("The environment variable " + name + " is not set."));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new IllegalArgumentException("The file " + file + " cannot be read.");
        }
    }
}
