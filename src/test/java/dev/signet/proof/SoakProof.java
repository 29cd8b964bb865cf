package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.signet.local.Await;
import dev.signet.proof.Ledger.Wrong;
import dev.signet.proof.Visitor.Registered;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.verifier.TokenVerifier;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Twenty minutes of a bit of everything on two replicas, while each minute something else goes wrong. */
final class SoakProof implements Proof {
    /** {@code -Dsoak.minutes}: each fault comes once at the least, so fewer have less between them. */
    static final Duration LASTING = Duration.ofMinutes(Integer.getInteger("soak.minutes", 20));
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration FAULT = Duration.ofSeconds(12);
    private static final Duration PUBLISH_AHEAD = Duration.ofSeconds(30);
    private static final Duration STATUS_TTL = Duration.ofSeconds(30);
    private static final Duration FEED_STALE = Duration.ofSeconds(3);
    private static final Duration ENOUGH_FOR_MEMORY = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int VISITORS = 10;
    private static final int SERVICES = 3;
    private static final Duration BETWEEN_ACTS = Duration.ofMillis(300);
    private static final double GROWTH = 1.10;
    private static final double FEED_MILLIS = 250;
    private static final int SHOWN = 12;
    private static final String RESOURCE_SERVER = "resource server, ";

    private final Ledger ledger = new Ledger();
    private final Queue<Registered> roll = new ConcurrentLinkedQueue<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<TokenVerifier> verifiers = new ArrayList<>();

    @Override
    public void run(Findings findings) {
        try (WiredReplicas replicas = new WiredReplicas(Map.of("SIGNET_KEYS_PUBLISH_AHEAD", PUBLISH_AHEAD.toString(),
                "SIGNET_REVOCATION_STATUS_TTL", STATUS_TTL.toString()))) {
            if (replicas.clock().isEmpty()) {
                findings.say("  SKIPPED: the clock that is off: it takes Linux and a C compiler (cc)");
            }
            StoreSizes before = StoreSizes.of(replicas.stores(), replicas.urls());
            RevokedWatch watch = soak(replicas, findings);
            StoreSizes after = StoreSizes.of(replicas.stores(), replicas.urls());
            signInAll(replicas);
            print(watch, findings);
            findings.say("  rows more: %s; Redis: %,d keys, %.1f MiB", after.grownSince(before), after.redisKeys(),
                    after.redisBytes() / 1024.0 / 1024);
            judge(watch, findings);
        } finally {
            verifiers.forEach(TokenVerifier::close);
        }
    }

    private RevokedWatch soak(WiredReplicas replicas, Findings findings) {
        FaultWindow start = ledger.strikes(new Start());
        JsonObject client = client(Http.to(replicas.uris().get(0)));
        String id = client.getString("client_id");
        String secret = client.getString("client_secret");
        verifiers.add(TokenVerifier.builder(replicas.issuer()).audience(replicas.issuer()).feed(id, secret).build());
        verifiers.add(TokenVerifier.builder(replicas.issuer()).audience(replicas.issuer()).build());
        Caller caller = new Caller(replicas, Http.freshAddress(), ledger);
        Introspector introspector = new Introspector(caller, id, secret);
        List<Lane> lanes = new ArrayList<>();
        try (RevokedWatch watch = new RevokedWatch(judges(replicas), ledger)) {
            IntStream.range(0, VISITORS)
                    .mapToObj(i -> new Visitor(replicas, watch, verifiers, introspector, roll, ledger))
                    .forEach(visitor -> lanes.add(new Lane("visitor", visitor::act, BETWEEN_ACTS, ledger)));
            IntStream.range(0, SERVICES).mapToObj(i -> new ServiceClient(caller, watch, introspector, id, secret))
                    .forEach(service -> lanes.add(new Lane("service", service::act, BETWEEN_ACTS, ledger)));
            Await.until(PATIENCE, "the first to register and sign out", () -> roll.size() >= VISITORS && watch.count() > 1);
            start.mended();
            until(System.nanoTime() + FaultWindow.RECOVERY.toNanos());
            strike(replicas, watch, findings);
            lanes.forEach(Lane::close);
            return watch;
        }
    }

    /** What is answered before the replicas have loaded all that they need says little. */
    private static final class Start implements Fault {

        @Override
        public String name() {
            return "start";
        }

        @Override
        public void strike(Duration lasting) {
            // nothing goes wrong
        }

        @Override
        public boolean silences() {
            return true;
        }
    }

    /** @return a new client, which a replica that has just started may be too slow to register at once */
    private static JsonObject client(Http replica) {
        JsonObject metadata = new JsonObject().put("client_name", "services").put("grant_types",
                new JsonArray().add("client_credentials"));
        List<HttpAnswer> answers = new ArrayList<>();
        Await.until(PATIENCE, "a client to be registered", () -> {
            try {
                answers.add(0, Admin.at(replica).tryRegister(metadata));
                return answers.get(0).status() == 201;
            } catch (AssertionError | IllegalStateException notYet) {
                return false;
            }
        });
        return answers.get(0).json();
    }

    private List<Judge> judges(WiredReplicas replicas) {
        Duration list = STATUS_TTL.plusSeconds(1);
        return List.of(Judge.replica("replica 1", replicas.uris().get(0)), Judge.replica("replica 2", replicas.uris().get(1)),
                Judge.verifier(RESOURCE_SERVER + "feed", verifiers.get(0), FEED_STALE.plus(list)),
                Judge.verifier(RESOURCE_SERVER + "status list", verifiers.get(1), list));
    }

    private void strike(WiredReplicas replicas, RevokedWatch watch, Findings findings) {
        List<Fault> faults = new Faults(replicas).all();
        Duration each = LASTING.dividedBy(faults.size());
        Duration interval = each.compareTo(USUAL_INTERVAL) < 0 ? each : USUAL_INTERVAL;
        int times = (int) (LASTING.toSeconds() / interval.toSeconds());
        memories.add(new Memory(replicas.services().get(0).pid()));
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            until(begun + interval.toNanos() * i + interval.dividedBy(3).toNanos());
            memories.get(0).look();
            Fault fault = faults.get(i % faults.size());
            FaultWindow window = ledger.strikes(fault);
            try {
                fault.strike(FAULT);
            } catch (RuntimeException e) {
                ledger.wrong(Wrong.UNEXPECTED, "the soak itself: " + fault.name() + ": " + e);
            }
            window.mended();
            findings.say("  %5d s  %s, %.0f s: %d requests until then, %d tokens revoked before", seconds(begun), fault.name(),
                    window.seconds(), window.counted(Ledger.REQUESTS), watch.count());
        }
        until(begun + LASTING.toNanos());
        memories.get(0).look();
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whoever was answered 201, and has every right to be known. */
    private void signInAll(WiredReplicas replicas) {
        roll.parallelStream().forEach(who -> {
            Caller caller = new Caller(replicas, who.address(), ledger);
            boolean in = IntStream.range(0, 3).anyMatch(
                    attempt -> Visitor.signIn(caller, who).filter(answer -> answer.status() == 200).isPresent());
            if (!in) {
                ledger.wrong(Wrong.LOST, who.username() + " can't sign in at the end");
            }
        });
    }

    private void print(RevokedWatch watch, Findings findings) {
        Table table = new Table("fault", "lasted", Ledger.REQUESTS, Ledger.GOOD, Ledger.CHALLENGES, Ledger.REFUSED,
                Ledger.UNAVAILABLE, Ledger.BROKEN, Ledger.SILENT, Ledger.SIGNED_IN_AGAIN, "recovered after",
                Ledger.REVOCATIONS, "seen live after");
        ledger.windows().forEach(window -> table.line(line(window)));
        table.line(line(ledger.between()));
        findings.table(table);
        findings.say("  %s", ledger.acts());
        Table revoked = new Table("revoked between the faults, accepted until", "tokens", "p50", "p99", "max");
        watch.judges().forEach(judge -> revoked.line(judge.name(), judge.accepted().count(), millis(judge.accepted().p50()),
                millis(judge.accepted().p99()), millis(judge.accepted().max())));
        findings.table(revoked);
        findings.say("  minute: MiB live heap/MiB of its own, replica 1: %s", memories.get(0));
    }

    private static Object[] line(FaultWindow window) {
        boolean fault = window.isFault();
        return new Object[] { window.name(), fault ? String.format("%.0f s", window.seconds()) : "",
                window.counted(Ledger.REQUESTS), window.counted(Ledger.GOOD), window.counted(Ledger.CHALLENGES),
                window.counted(Ledger.REFUSED), window.counted(Ledger.UNAVAILABLE), window.counted(Ledger.BROKEN),
                window.counted(Ledger.SILENT), window.counted(Ledger.SIGNED_IN_AGAIN),
                fault ? String.format("%.1f s", window.recovered()) : "", window.counted(Ledger.REVOCATIONS),
                millis(window.worstSeen()) };
    }

    private static String millis(double value) {
        return String.format("%,.0f ms", value);
    }

    private void judge(RevokedWatch watch, Findings findings) {
        findings.say("  %,d people were answered 201, %,d tokens were revoked", roll.size(), watch.count());
        for (Wrong wrong : Wrong.values()) {
            ledger.wrongs(wrong).stream().limit(SHOWN).forEach(what -> findings.say("    %s", what));
            findings.demand(wrong.demand() + ": " + ledger.wrongs(wrong).size() + " seen", ledger.wrongs(wrong).isEmpty());
        }
        ledger.windows().stream().mapToDouble(FaultWindow::recovered).max().ifPresent(worst -> findings
                .bound("recovered after a fault, the slowest", worst, FaultWindow.RECOVERY.toSeconds(), "s"));
        watch.judges().stream().filter(judge -> judge.name().endsWith("feed")).forEach(judge -> findings
                .bound(judge.name() + ", between the faults: p99", judge.accepted().p99(), FEED_MILLIS, "ms"));
        if (LASTING.compareTo(ENOUGH_FOR_MEMORY) >= 0) {
            findings.bound("live heap, last quarter to second", memories.get(0).heapGrowth(), GROWTH, "times");
            findings.bound("memory of its own, last quarter to second", memories.get(0).anonymousGrowth(), GROWTH, "times");
        }
    }
}
