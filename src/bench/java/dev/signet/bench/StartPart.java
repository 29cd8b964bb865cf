package dev.signet.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.signet.local.SignetService;

/** From the process to its first token, with the schema current and left alone; and what it holds when nobody calls. */
final class StartPart implements Parts.Part {
    private static final int RUNS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(3);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final double WALL_BOUND_SECONDS = 1.5;
    private static final double IDLE_BOUND_MIB = 140;
    private static final byte[] FORM = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
    private static final String BASIC = "Basic " + Base64.getEncoder()
            .encodeToString("signet-admin:signet-admin-secret".getBytes(StandardCharsets.US_ASCII));

    /** One start. */
    private record Start(double wall, double cpu, double idle) {
    }

    @Override
    public void run(Rig rig, Results results) {
        Object unused = rig.service(); // makes the schema
        rig.stopService();
        Start[] starts = IntStream.range(0, RUNS).mapToObj(run -> start(rig, run == RUNS - 1)).toArray(Start[]::new);
        double[] walls = Arrays.stream(starts).mapToDouble(Start::wall).sorted().toArray();
        double[] cpus = Arrays.stream(starts).mapToDouble(Start::cpu).sorted().toArray();
        double idle = starts[RUNS - 1].idle();
        Results.say("  start to first token, %d runs: wall %.2f s (%.2f to %.2f), CPU %.2f s (%.2f to %.2f); idle %.0f MiB",
                RUNS, walls[RUNS / 2], walls[0], walls[RUNS - 1], cpus[RUNS / 2], cpus[0], cpus[RUNS - 1], idle);
        results.target("start to first token", "median of " + RUNS, walls[RUNS / 2], WALL_BOUND_SECONDS, "s");
        results.target("idle memory", "RssAnon + RssShmem", idle, IDLE_BOUND_MIB, "MiB");
    }

    private static Start start(Rig rig, boolean idleAfterwards) {
        long begun = System.nanoTime();
        try (SignetService service = rig.launch().with("QUARKUS_FLYWAY_MIGRATE_AT_START", "false").launch()) {
            while (!hasToken(service)) {
                if (System.nanoTime() - begun > LIMIT.toNanos()) {
                    throw new IllegalStateException("no token:\n" + service.logs());
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            double wall = (System.nanoTime() - begun) / 1e9;
            Proc process = new Proc(service.pid());
            double cpu = process.cpuMillis() / 1000;
            if (idleAfterwards) {
                LockSupport.parkNanos(IDLE.toNanos());
            }
            return new Start(wall, cpu, process.memory());
        }
    }

    private static boolean hasToken(SignetService service) {
        try {
            HttpURLConnection call = (HttpURLConnection) service.baseUri().resolve("/oauth2/token").toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setRequestProperty("Authorization", BASIC);
            call.setRequestProperty("Content-Type", Requests.FORM);
            try (OutputStream out = call.getOutputStream()) {
                out.write(FORM);
            }
            return call.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
