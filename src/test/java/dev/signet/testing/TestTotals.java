package dev.signet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;

/**
 * Adds up Surefire's and Failsafe's reports: what {@code ./mvnw verify} says in its closing lines. It runs in Maven's
 * JVM, and leaves out reports older than that: they are of another build.
 */
record TestTotals(int passed, int failed, int skipped) {

    /** @param arguments the build's folder, {@code target} */
    public static void main(String... arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        long since = ManagementFactory.getRuntimeMXBean().getStartTime();
        TestTotals totals = new TestTotals(0, 0, 0)
                .plus(target.resolve("surefire-reports"), since)
                .plus(target.resolve("failsafe-reports"), since);
        System.out.println(totals.passed + " passed, " + totals.failed + " failed, " + totals.skipped + " skipped");
    }

    TestTotals plus(Path reports, long since) throws IOException {
        if (Files.notExists(reports)) {
            return this;
        }
        try (Stream<Path> files = Files.list(reports)) {
            List<Path> suites = files.filter(file -> isSuite(file) && modified(file) >= since).toList();
            return suites.stream().map(TestTotals::read).reduce(this, TestTotals::plus);
        }
    }

    private TestTotals plus(TestTotals other) {
        return new TestTotals(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    private static TestTotals read(Path file) {
        try {
            Element suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            int failed = count(suite, "failures") + count(suite, "errors");
            int skipped = count(suite, "skipped");
            return new TestTotals(count(suite, "tests") - failed - skipped, failed, skipped);
        } catch (Exception e) {
            throw new IllegalStateException(file + " is no report", e);
        }
    }

    private static int count(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    private static boolean isSuite(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
