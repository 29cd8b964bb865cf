package dev.signet.realclients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * A Quarkus application, such as those of {@code deploy/examples}, built by itself from a copy in {@code target/examples}:
 * once, and again
 * when it changes. Where its artifacts can't be had the tests are skipped, and say so.
 */
public final class ExampleBuild {
    private static final long BUILD_SECONDS = 180;
    private static final String LOCAL_REPOSITORY = "maven.repo.local";

    private final Path source;
    private final Path copy;

    private ExampleBuild(Path source) {
        this.source = source;
        this.copy = Path.of("target/examples").resolve(source.getFileName()).toAbsolutePath();
    }

    /** @return the jar to run of that one of {@code deploy/examples} */
    public static Path of(String name) {
        return of(Path.of("deploy/examples", name));
    }

    /**
     * @param source its folder
     * @return the jar to run
     */
    public static Path of(Path source) {
        try {
            return new ExampleBuild(source).jar();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path jar() throws IOException, InterruptedException {
        Path jar = copy.resolve("target/quarkus-app/quarkus-run.jar");
        boolean stale = refresh();
        if ((stale || Files.notExists(jar)) && !build("-o") && !build("-U")) {
            String reason = source + " could not be built: see " + copy.resolve("build.log");
            System.err.println("SKIPPED: no Quarkus application was tested, since " + reason + ".");
            Assumptions.abort(reason);
        }
        return jar;
    }

    /** @return whether a file of the copy was another */
    private boolean refresh() throws IOException {
        boolean changed = false;
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(source.relativize(file));
                if (!file.startsWith(source.resolve("target")) && differ(file, target)) {
                    Files.createDirectories(target.getParent());
                    Files.write(target, Files.readAllBytes(file));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean differ(Path one, Path other) throws IOException {
        return Files.notExists(other) || Files.mismatch(one, other) != -1;
    }

    private boolean build(String network) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of("mvnw").toAbsolutePath().toString(), network, "-B", "-ntp", "-q",
                "-f", copy.resolve("pom.xml").toString(), "package", "-DskipTests"));
        if (System.getProperty(LOCAL_REPOSITORY) != null) {
            command.add("-D" + LOCAL_REPOSITORY + "=" + System.getProperty(LOCAL_REPOSITORY));
        }
        File log = copy.resolve("build.log").toFile();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        if (!process.waitFor(BUILD_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            return false;
        }
        return process.exitValue() == 0;
    }
}
