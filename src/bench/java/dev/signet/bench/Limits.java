package dev.signet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.local.Jvm;

/** Limits by their names, CPU in ms: those of {@link RawLimits}, and what OpenSSL says of itself where it is installed. */
final class Limits {
    private static final String OPENSSL = "OpenSSL ";

    private final Map<String, Double> millis = new LinkedHashMap<>();

    /** Measures them now. */
    static Limits measure(Jvm jvm) {
        Limits limits = new Limits();
        // a JVM that is told of the service's class cache says on its output that it does not fit
        List<String> command = jvm.command("-Xlog:disable", "-cp", System.getProperty("java.class.path"),
                RawLimits.class.getName());
        for (String line : lines(command)) {
            String[] words = line.split("\t");
            limits.millis.put(words[0], Double.parseDouble(words[1]));
        }
        limits.openssl("rsa2048", "RSA-2048 sign");
        limits.openssl("ecdsap256", "P-256 sign");
        return limits;
    }

    /**
     * Its machine-readable output has a line {@code +F2:number:bits:signatures a second:verifications a second}, by CPU time.
     */
    private void openssl(String algorithm, String name) {
        try {
            lines(List.of("openssl", "speed", "-mr", "-seconds", "2", algorithm)).stream()
                    .filter(line -> line.startsWith("+F")).map(line -> line.split(":"))
                    .forEach(words -> millis.put(OPENSSL + name, 1000 / Double.parseDouble(words[3])));
        } catch (UncheckedIOException notInstalled) {
            System.err.println("openssl is not here: Corretto's signature stands for its own");
        }
    }

    private static List<String> lines(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader out = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                return out.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Double> all() {
        return millis;
    }

    /** @return of the provider that the service uses: Corretto's where it loads */
    double signature(String algorithm) {
        return ofService(algorithm, "sign");
    }

    double verification(String algorithm) {
        return ofService(algorithm, "verify");
    }

    private double ofService(String algorithm, String what) {
        return millis.getOrDefault(algorithm + " Corretto " + what, millis.get(algorithm + " JDK " + what));
    }

    /** @return the fastest Argon2id here at the service's parameters */
    double argon2() {
        return millis.entrySet().stream().filter(entry -> entry.getKey().startsWith("Argon2id"))
                .mapToDouble(Map.Entry::getValue).min().orElseThrow();
    }

    /** @return how this machine's RSA-2048 signature compares to one of so many ms: above 1 it is slower */
    double slowness(double opensslMillis) {
        return millis.getOrDefault(OPENSSL + "RSA-2048 sign", signature("RS256")) / opensslMillis;
    }
}
