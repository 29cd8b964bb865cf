package dev.signet.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** Renders with {@code kubectl kustomize}, or with {@code kustomize}. Without either the tests are skipped, and say so. */
final class Kustomize {
    private static final List<List<String>> COMMANDS = List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));
    private static final Optional<List<String>> COMMAND = find();
    private static final long SECONDS = 60;

    private Kustomize() {
    }

    private static Optional<List<String>> find() {
        Optional<List<String>> command = COMMANDS.stream().filter(words -> isInstalled(words.get(0))).findFirst();
        if (command.isEmpty()) {
            System.err.println(
                    "SKIPPED: the manifests of deploy/k8s were not checked, since neither kubectl nor kustomize is installed.");
        }
        return command;
    }

    /** @return the folder's manifests as YAML */
    static String render(Path folder) {
        return COMMAND.map(command -> run(command, folder))
                .orElseGet(() -> Assumptions.abort("neither kubectl nor kustomize is installed"));
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(List<String> command, Path folder) {
        try {
            List<String> line = new ArrayList<>(command);
            line.add(folder.toString());
            Path output = Files.createTempFile("rendered", ".yaml");
            Path errors = Files.createTempFile("rendered", ".log");
            Process process = new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(line + " failed: " + Files.readString(errors));
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
