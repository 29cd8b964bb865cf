package dev.signet.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.signet.local.Jvm;

/** What the command was told by {@code -D}; an empty value says nothing. */
final class Options {
    /** Those of the container, but for the cache that its build trains. */
    private static final String SHIPPED = "@" + Path.of("deploy/container/jvm.options").toAbsolutePath();

    private Options() {
    }

    /** @return what the service runs on, and the bare endpoint, and the raw limits */
    static Jvm jvm() {
        List<String> flags = Arrays.stream(value("bench.flags", SHIPPED).split(" ")).filter(flag -> !flag.isEmpty()).toList();
        return new Jvm(Path.of(value("bench.java", System.getProperty("java.home"))), flags);
    }

    private static String value(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
