package dev.signet.realclients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * The scripts of {@code src/test/node} and the packages that their lock file names, in {@code target/node}. They are
 * installed once and again when the lock file changes. Without Node or the registry the tests are skipped, and say so.
 */
public final class NodeModules {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();
    private static final Path LOCK = Path.of("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("installed-lock.json");
    private static final long INSTALL_SECONDS = 90;

    private NodeModules() {
    }

    /** @return the folder that a script runs in */
    public static synchronized Path ready() {
        try {
            Files.createDirectories(FOLDER);
            copySources();
            if (!isInstalled()) {
                install();
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copySources() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isInstalled() throws IOException {
        demand("there is no node", List.of("node", "--version"));
        return Files.exists(INSTALLED) && Files.mismatch(FOLDER.resolve(LOCK), INSTALLED) == -1;
    }

    private static void install() throws IOException {
        demand("npm could not install the packages", List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        Files.copy(FOLDER.resolve(LOCK), INSTALLED, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void demand(String otherwise, List<String> command) {
        File log = FOLDER.resolve(command.get(0) + ".log").toFile();
        try {
            Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
                    .redirectOutput(log).start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                skip(otherwise + " within " + INSTALL_SECONDS + " s");
            } else if (process.exitValue() != 0) {
                skip(otherwise + ": see " + log);
            }
        } catch (IOException missing) {
            skip(otherwise + ": " + missing.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void skip(String reason) {
        System.err.println("SKIPPED: no client of npm's was tested, since " + reason + ".");
        Assumptions.abort(reason);
    }
}
