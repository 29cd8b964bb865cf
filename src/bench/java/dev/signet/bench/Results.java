package dev.signet.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.signet.proof.Table;

/** What a run has found so far, and what it prints of it. */
final class Results {
    /** The best peer's CPU a request in ms on another machine, and Keycloak's; beside this RSA-2048 signature of OpenSSL. */
    private static final double PEERS_RSA = 0.44;
    private static final Map<String, double[]> PEERS = peers();
    private static final double CHEAPER = 1.5;
    private static final double LOADED_BOUND_MIB = 220;

    private final Limits limits;
    private final Map<String, Measured> measured = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();

    /** A number, and what it may be at most. */
    private record Target(String what, String sum, double found, double bound, String unit) {
    }

    Results(Limits limits) {
        this.limits = limits;
    }

    private static Map<String, double[]> peers() {
        Map<String, double[]> peers = new LinkedHashMap<>();
        peers.put(Parts.RS256, new double[] { 1.02, 5.35 });
        peers.put(Parts.ES256, new double[] { 0.59, 3.30 });
        peers.put(Parts.INTROSPECTION, new double[] { 0.35, 2.58 });
        peers.put(Parts.REFRESH, new double[] { 1.49, 5.14 });
        peers.put(Parts.USERINFO, new double[] { 0.31, 0.80 });
        peers.put(Parts.JWKS, new double[] { 0.082, 1.10 });
        peers.put(Parts.DISCOVERY, new double[] { 0.106, 1.08 });
        return peers;
    }

    Limits limits() {
        return limits;
    }

    void add(Measured one) {
        measured.put(one.name(), one);
        say("  %-26s %9.0f/s  p50 %6.1f ms  p99 %7.1f ms  CPU %7.3f ms  (warm after %.0f s%s)", one.name(), one.perSecond(),
                one.p50(), one.p99(), one.cpu(), one.warmUp(), one.shed() == 0 ? "" : ", " + one.shed() + " answered 503");
    }

    /** Notes a number with its bound. */
    void target(String what, String sum, double found, double bound, String unit) {
        targets.add(new Target(what, sum, found, bound, unit));
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static String text(double number, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    void print() {
        printLimits();
        printWorkloads();
        printPeers();
        printTargets();
    }

    private void printLimits() {
        Table table = new Table("limit", "CPU ms");
        limits.all().forEach((name, millis) -> table.line(name, text(millis, 4)));
        say("%n%s", table);
    }

    private void printWorkloads() {
        if (measured.isEmpty()) {
            return;
        }
        Table table = new Table("workload", "requests/s", "p50 ms", "p99 ms", "CPU ms", "Postgres", "Redis", "MiB", "requests",
                "503");
        measured.values().forEach(one -> table.line(one.name(), text(one.perSecond(), 0), text(one.p50(), 1),
                text(one.p99(), 1), text(one.cpu(), 3), text(one.postgresCpu(), 3), text(one.redisCpu(), 3),
                text(one.memory(), 0), one.requests(), one.shed()));
        say("%n%s", table);
    }

    private void printPeers() {
        double slowness = limits.slowness(PEERS_RSA);
        Table table = new Table("workload", "CPU ms", "best peer", "on this machine", "peer/ours", "Keycloak/ours", "verdict");
        PEERS.forEach((name, peers) -> {
            Measured ours = measured.get(name);
            if (ours != null) {
                double ratio = peers[0] * slowness / ours.cpu();
                table.line(name, text(ours.cpu(), 3), text(peers[0], 3), text(peers[0] * slowness, 3), text(ratio, 2),
                        text(peers[1] * slowness / ours.cpu(), 2), ratio >= CHEAPER ? "held" : "MISSED");
            }
        });
        say("%n%s%n  An RSA-2048 signature takes %.2f times as long here as where the peers were measured; at least %.1f is due.",
                table, slowness, CHEAPER);
    }

    private void printTargets() {
        judgeWorkloads();
        Table table = new Table("target", "of", "found", "bound", "ratio", "verdict");
        targets.forEach(target -> table.line(target.what(), target.sum(), text(target.found(), 3) + " " + target.unit(),
                text(target.bound(), 3) + " " + target.unit(), text(target.found() / target.bound(), 2),
                target.found() <= target.bound() ? "held" : "MISSED"));
        if (!targets.isEmpty()) {
            say("%n%s", table);
        }
    }

    private void judgeWorkloads() {
        Measured bare = measured.get(Parts.BARE);
        if (bare != null) {
            judge(Parts.RS256, 1.5, "a raw signature + a bare request", limits.signature("RS256") + bare.cpu());
            judge(Parts.ES256, 2, "a raw signature + a bare request", limits.signature("ES256") + bare.cpu());
            judge(Parts.INTROSPECTION, 2, "a bare request + a raw verification", limits.verification("RS256") + bare.cpu());
        }
        measured.values().stream().filter(one -> one != bare).mapToDouble(Measured::memory).max()
                .ifPresent(most -> target("memory under load", "RssAnon + RssShmem", most, LOADED_BOUND_MIB, "MiB"));
        judge(Parts.SIGN_IN, 1.1, "the fastest Argon2id", limits.argon2());
    }

    private void judge(String name, double factor, String of, double limit) {
        Measured one = measured.get(name);
        if (one != null) {
            target(name, factor + " × (" + of + ")", one.cpu(), factor * limit, "ms");
        }
    }
}
