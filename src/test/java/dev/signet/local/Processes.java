package dev.signet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes that are no children of this JVM. */
final class Processes {
    private Processes() {
    }

    /** @return whether it does anything: a zombie has ended, only its parent (process 1 of a container) does not care */
    static boolean runs(long pid) {
        return ProcessHandle.of(pid).isPresent() && !isZombie(pid);
    }

    /** @return when it began, which with its number names it for good; empty when it is gone */
    static String beginning(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).map(String::valueOf).orElse("");
    }

    /** @param signal by its name, e.g. {@code INT}; does nothing to a process that is gone */
    static void signal(long pid, String signal) {
        kill(signal, Stream.of(pid));
    }

    /** Signals a process and all that it started. */
    static void signalTree(long pid, String signal) {
        Stream<ProcessHandle> started = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        kill(signal, Stream.concat(Stream.of(pid), started.map(ProcessHandle::pid)));
    }

    private static void kill(String signal, Stream<Long> pids) {
        String line = pids.map(String::valueOf).collect(Collectors.joining(" ", "kill -" + signal + " ", ""));
        try {
            new ProcessBuilder("sh", "-c", line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start().onExit().join();
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** Reads proc(5); elsewhere than on Linux process 1 buries its dead. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException goneOrNoLinux) {
            return false;
        }
    }
}
