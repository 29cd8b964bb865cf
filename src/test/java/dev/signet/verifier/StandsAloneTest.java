package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier needs a JDK 17 and jose4j, and nothing of the service or of a framework. */
class StandsAloneTest {
    private static final Path SOURCES = Path.of("src/verifier/java");

    @Test
    void compiles_with_jose4j_alone(@TempDir Path classes) throws Exception {
        String jose4j = Path.of(JsonWebSignature.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(said, files, null, List.of("--release", "17", "-proc:none", "-classpath", jose4j,
                    "-d", classes.toString()), null, files.getJavaFileObjectsFromPaths(sources())).call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
