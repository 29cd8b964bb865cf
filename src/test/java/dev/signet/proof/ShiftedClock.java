package dev.signet.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The wall clock of one process, moved while it runs: by a library that is preloaded, which takes Linux and a C compiler. */
final class ShiftedClock {
    private static final String SOURCE = "clock.c";

    private final Path library;
    private final Path ahead;

    private ShiftedClock(Path library, Path ahead) {
        this.library = library;
        this.ahead = ahead;
        shift(0);
    }

    /**
     * @param folder for the library
     * @return empty where there is no compiler
     */
    static Optional<ShiftedClock> in(Path folder) {
        try (InputStream source = ShiftedClock.class.getResourceAsStream(SOURCE)) {
            Files.copy(source, folder.resolve(SOURCE), StandardCopyOption.REPLACE_EXISTING);
            Path library = folder.resolve("clock.so");
            int exit = new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(),
                    folder.resolve(SOURCE).toString(), "-ldl").inheritIO().start().onExit().join().exitValue();
            return exit == 0 ? Optional.of(new ShiftedClock(library, folder.resolve("clock.ahead"))) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
    }

    /** @return the environment of the process; its {@link System#nanoTime} stays as it is */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_AHEAD", ahead.toString());
    }

    /**
     * @param seconds that the process is ahead from now on; negative: behind. In place: the process has the file mapped
     */
    void shift(long seconds) {
        try {
            Files.write(ahead, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(seconds).array(),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
