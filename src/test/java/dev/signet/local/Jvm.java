package dev.signet.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program in a process of its own runs on.
 *
 * @param home of a JDK or a runtime
 * @param flags before {@code -jar}
 */
public record Jvm(Path home, List<String> flags) {

    public Jvm {
        flags = List.copyOf(flags);
    }

    /** @return the one that this runs on */
    public static Jvm own(String... flags) {
        return new Jvm(Path.of(System.getProperty("java.home")), List.of(flags));
    }

    /** @return a command line up to and with these words */
    public List<String> command(String... words) {
        List<String> line = new ArrayList<>();
        line.add(home.resolve("bin/java").toString());
        line.addAll(flags);
        line.addAll(List.of(words));
        return line;
    }
}
