package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process, by what proc(5) tells of it. */
final class Proc {
    private static final double MILLIS_A_TICK = 10;
    private static final int STATE = 3;
    private static final int UTIME = 14;
    private static final int STIME = 15;
    private static final int CUTIME = 16;
    private static final int CSTIME = 17;
    private static final double KIB_A_MIB = 1024;

    private final long pid;

    Proc(long pid) {
        this.pid = pid;
    }

    /** @return user and system time so far, ms; in steps of 10 */
    double cpuMillis() {
        return ticks(pid, UTIME, STIME);
    }

    /** @return the same of it, of all that it started, and of those of them that have ended */
    double treeMillis() {
        Stream<Long> started = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), started).mapToDouble(each -> ticks(each, UTIME, STIME, CUTIME, CSTIME)).sum();
    }

    /** @return what the compilers of a JVM took of it so far, ms; less than that where a compiler's thread has ended */
    double compilerMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.filter(Proc::compiles).mapToDouble(thread -> ticks(thread, UTIME, STIME)).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] CompilerThre\\s*");
        } catch (IOException ended) {
            return false;
        }
    }

    private static double ticks(long pid, int... fields) {
        return ticks(Path.of("/proc", String.valueOf(pid)), fields);
    }

    private static double ticks(Path task, int... fields) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int field : fields) {
                ticks += Long.parseLong(words[field - STATE]);
            }
            return ticks * MILLIS_A_TICK;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** @return its working set without mapped files, MiB: what can't be read again from a disk */
    double memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / KIB_A_MIB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
