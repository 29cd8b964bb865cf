package dev.signet.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every statement that a service sent to a PostgreSQL of this JVM, whoever wrote it, as the server logged it. */
public final class StatementLog {
    /** What a test sends by itself comes under this name. */
    static final String BY_TEST = "test";
    static final Map<String, String> SETTINGS = Map.of(
            "log_statement", "all",
            "log_line_prefix", "%m,%p,%a,",
            "log_parameter_max_length", "0");
    /** The pool of the service, and its JDBC driver at start. */
    private static final Pattern SENT = Pattern.compile(
            "[^,]*,\\d+,(?:signet|PostgreSQL JDBC Driver),LOG: {2}(?:execute [^:]+|statement): (?<statement>.*)",
            Pattern.DOTALL);
    private static final Map<Path, Long> BEGUN = new ConcurrentHashMap<>();

    private StatementLog() {
    }

    /** Only what comes from now on is of this JVM: a log outlives the server. */
    static void begin(Path log) {
        BEGUN.computeIfAbsent(log, StatementLog::size);
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return each once, its white space made single spaces, in alphabetical order */
    public static Set<String> statements() {
        Set<String> statements = new TreeSet<>();
        BEGUN.forEach((log, begin) -> entries(log, begin).forEach(entry -> {
            Matcher sent = SENT.matcher(entry);
            if (sent.matches()) {
                statements.add(sent.group("statement").replaceAll("\\s+", " ").strip());
            }
        }));
        return statements;
    }

    /** An entry's further lines begin with a tab. */
    private static List<String> entries(Path log, long begin) {
        List<String> entries = new ArrayList<>();
        for (String line : since(log, begin).replace("\n\t", " ").split("\n")) {
            entries.add(line);
        }
        return entries;
    }

    private static String since(Path log, long begin) {
        if (Files.notExists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
