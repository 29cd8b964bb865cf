package dev.signet.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A shell that outlives this JVM by as long as it takes to stop what the JVM started. It hears through a pipe which
 * processes those are; when the pipe ends (the JVM is gone, also by {@code kill -9}), it stops the ones still guarded,
 * the latest first. One that is still there after 30 s is killed.
 */
public final class Watchdog {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            guarded=
            while read -r word pid signal; do
              others=
              for each in $guarded; do
                [ "${each#*:}" = "$pid" ] || others="$others $each"
              done
              guarded=$others
              [ "$word" = guard ] && guarded="$signal:$pid$others"
            done
            for each in $guarded; do
              pid=${each#*:}
              kill -"${each%:*}" "$pid"
              tenths=0
              while kill -0 "$pid" && [ $tenths -lt 300 ]; do
                sleep 0.1
                tenths=$((tenths + 1))
              done
              kill -KILL "$pid"
            done 2>/dev/null
            """;
    private static final OutputStream PIPE = startShell();

    private Watchdog() {
    }

    /** @param process must not outlive this JVM */
    public static void guard(Stoppable process) {
        say("guard " + process.pid() + " " + process.signal());
    }

    /** @param process has ended: its number may be somebody else's by now */
    public static void release(Stoppable process) {
        say("release " + process.pid());
    }

    private static void say(String line) {
        synchronized (PIPE) {
            try {
                PIPE.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                PIPE.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static OutputStream startShell() {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
