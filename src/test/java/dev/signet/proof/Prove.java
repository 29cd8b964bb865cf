package dev.signet.proof;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/** {@code ./mvnw -Pprove}: runs the proofs one after the other and ends with 0 where all bounds were held, else with 1. */
public final class Prove {
    private static final String ALL = "all";
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Map<String, Supplier<Proof>> PROOFS = proofs();
    /** Too long to be one of all. */
    private static final Map<String, Supplier<Proof>> BY_NAME = Map.of("soak", SoakProof::new);

    private final Findings findings = new Findings();

    private Prove() {
    }

    private static Map<String, Supplier<Proof>> proofs() {
        Map<String, Supplier<Proof>> proofs = new LinkedHashMap<>();
        proofs.put("statuslist", StatusListProof::new);
        proofs.put("races", RacesProof::new);
        proofs.put("mints", MintsProof::new);
        proofs.put("revocation", RevocationProof::new);
        proofs.put("rotation", RotationProof::new);
        return proofs;
    }

    /** @param arguments {@code all}, or names of proofs with commas between them */
    public static void main(String... arguments) {
        List<String> names = arguments.length == 0 || arguments[0].equals(ALL) ? List.copyOf(PROOFS.keySet())
                : Arrays.asList(arguments[0].split(","));
        if (!names.stream().allMatch(name -> PROOFS.containsKey(name) || BY_NAME.containsKey(name))) {
            System.err.println("No such proof; there are " + String.join(", ", PROOFS.keySet()) + " and, not part of all, "
                    + String.join(", ", BY_NAME.keySet()) + ".");
            System.exit(2);
        }
        endAfter(names.contains("soak") ? LIMIT.plus(SoakProof.LASTING) : LIMIT);
        System.exit(new Prove().run(names) ? 0 : 1);
    }

    private static void endAfter(Duration limit) {
        new Timer("limit", true).schedule(new TimerTask() {
            @Override
            public void run() {
                System.err.println("The proofs took more than " + limit.toMinutes() + " minutes.");
                Runtime.getRuntime().halt(1);
            }
        }, limit.toMillis());
    }

    private boolean run(List<String> names) {
        findings.say("%d cores, %s %s on %s %s", Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"), System.getProperty("java.version"), System.getProperty("os.name"),
                System.getProperty("os.arch"));
        names.forEach(this::run);
        findings.say("%n%d bounds held, %d missed", findings.held(), findings.missed());
        return findings.missed() == 0;
    }

    private void run(String name) {
        findings.say("%n== %s%n", name);
        long begun = System.nanoTime();
        try {
            PROOFS.getOrDefault(name, BY_NAME.get(name)).get().run(findings);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            findings.demand(name + " ran to its end: " + String.valueOf(e).lines().findFirst().orElse(""), false);
        }
        findings.say("  (%d s)", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }
}
