package dev.signet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** PostgreSQL and Redis without the service, for a shell script that starts it its own way; until SIGTERM. */
public final class StoresAlone {

    private StoresAlone() {
    }

    /** @param arguments a folder for the stores, and the file that then tells a service of them, a variable a line */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Stores stores = Stores.start(Path.of(arguments[0]).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(stores::close, "stores-end"));
        Path file = Path.of(arguments[1]).toAbsolutePath();
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(half, stores.fresh().environment().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n").sorted().collect(Collectors.joining()));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
