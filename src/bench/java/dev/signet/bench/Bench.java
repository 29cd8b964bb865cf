package dev.signet.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

import dev.signet.local.Jvm;

/** {@code ./mvnw -Pbench}: measures the parts one after the other. Ends with 0 unless one of them could not be measured. */
final class Bench {
    private static final String ALL = "all";
    private static final Duration LIMIT = Duration.ofMinutes(60);

    private Bench() {
    }

    /** @param arguments {@code all}, or names of parts with commas between them */
    public static void main(String... arguments) throws Exception {
        endAfter(LIMIT);
        Parts parts = new Parts();
        List<String> names = arguments.length == 0 || arguments[0].equals(ALL) ? List.copyOf(parts.names())
                : Arrays.asList(arguments[0].split(","));
        if (!parts.names().containsAll(names)) {
            System.err.println("No such part; there are " + String.join(", ", parts.names()) + ".");
            System.exit(2);
        }
        System.exit(run(parts, names) ? 0 : 1);
    }

    private static void endAfter(Duration limit) {
        new Timer("limit", true).schedule(new TimerTask() {
            @Override
            public void run() {
                System.err.println("The bench took more than " + limit.toMinutes() + " minutes.");
                Runtime.getRuntime().halt(1);
            }
        }, limit.toMillis());
    }

    private static boolean run(Parts parts, List<String> names) {
        Jvm jvm = Options.jvm();
        Results.say("%d cores, %s; the service runs on %s", Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"), String.join(" ", jvm.command()));
        Results results = new Results(Limits.measure(jvm));
        boolean whole = true;
        try (Rig rig = new Rig(jvm)) {
            for (String name : Parts.withLimits(names)) {
                whole &= run(name, parts.named(name), rig, results);
            }
        }
        results.print();
        return whole;
    }

    private static boolean run(String name, Parts.Part part, Rig rig, Results results) {
        Results.say("%n== %s", name);
        try {
            part.run(rig, results);
            return true;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            return false;
        }
    }
}
