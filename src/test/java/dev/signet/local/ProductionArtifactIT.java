package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

/** What ships is {@code target/quarkus-app}, and nothing of the local start is in it. */
class ProductionArtifactIT {
    private static final Path APP = Path.of("target", "quarkus-app");

    @Test
    void ships_the_service() throws IOException {
        assertThat(entries()).anyMatch(entry -> entry.startsWith("dev/signet/stores/"));
    }

    @Test
    void ships_no_local_start_and_no_test() throws IOException {
        assertThat(entries()).noneMatch(entry -> entry.startsWith("dev/signet/local/")
                || entry.startsWith("dev/signet/testing/") || entry.startsWith("org/junit/"));
    }

    @Test
    void ships_no_embedded_server() throws IOException {
        assertThat(entries()).noneMatch(entry -> entry.startsWith("io/zonky/") || entry.startsWith("redis/embedded/")
                || entry.startsWith("redis-server") || entry.endsWith(".txz"));
    }

    /** Every path in every jar of the application. */
    private static List<String> entries() throws IOException {
        try (Stream<Path> files = Files.walk(APP)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(ProductionArtifactIT::list).flatMap(Collection::stream).toList();
        }
    }

    private static List<String> list(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new AssertionError(jar + " is no jar", e);
        }
    }
}
