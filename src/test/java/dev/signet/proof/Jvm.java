package dev.signet.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process of this machine, asked by {@code jcmd} and by proc(5). */
final class Jvm {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern DATE = Pattern.compile("(?m)^(\\d{4}-\\S+T\\S+): ");
    private static final Pattern USED = Pattern.compile("tenured generation\\s+total \\d+K, used (\\d+)K");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    private final long pid;

    Jvm(long pid) {
        this.pid = pid;
    }

    /** @return what its wall clock says */
    Instant now() {
        Matcher date = DATE.matcher(ask("VM.uptime", "-date"));
        if (!date.find()) {
            throw new IllegalStateException("no date from " + pid);
        }
        return OffsetDateTime.parse(date.group(1), STAMP).toInstant();
    }

    /** @return KiB of its old generation just after a collection of all: what lives, and nothing that was made since */
    long liveHeap() {
        String done = ask("GC.run");
        Matcher used = USED.matcher(ask("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("no serial collector at " + pid + ": " + done);
        }
        return Long.parseLong(used.group(1));
    }

    /** @return KiB that are its own and nobody's file */
    long anonymous() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String... words) {
        List<String> line = new ArrayList<>(List.of(JCMD.toString(), String.valueOf(pid)));
        line.addAll(List.of(words));
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
