package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that names the processes of this start, so that the next one can stop what is left when all of this one,
 * its watchdog included, was killed. A process is named with the time it began: a number may come again.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\w+) (.+)");

    private final Path file;

    Leftovers(Path folder) {
        this.file = folder.resolve("processes");
    }

    /** @param process was just started; to be called in the order of starting */
    void note(Stoppable process) {
        String line = process.pid() + " " + process.signal() + " " + Processes.beginning(process.pid()) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what still runs of an earlier start, the latest first. */
    void stop() {
        List<Stoppable> running = new ArrayList<>(running());
        Collections.reverse(running);
        running.forEach(Leftovers::stop);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the processes of the latest start that still run, in the order of starting */
    List<Stoppable> running() {
        return lines().stream().map(LINE::matcher)
                .filter(line -> line.matches() && Processes.beginning(pid(line)).equals(line.group(3)))
                .map(line -> new Stoppable(pid(line), line.group(2)))
                .filter(process -> Processes.runs(process.pid()))
                .toList();
    }

    private static void stop(Stoppable process) {
        Processes.signal(process.pid(), process.signal());
        if (!Await.within(PATIENCE, () -> !Processes.runs(process.pid()))) {
            Processes.signal(process.pid(), "KILL");
        }
    }

    private static long pid(Matcher line) {
        return Long.parseLong(line.group(1));
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
