package dev.signet.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.opentest4j.TestAbortedException;

import dev.signet.local.Await;
import dev.signet.realclients.ExampleBuild;
import dev.signet.realclients.NodeModules;
import dev.signet.testing.Admin;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonObject;

/** Stock verifiers under a constant load, on two replicas, across three rotations of the keys: none refuses a good token. */
final class RotationProof implements Proof {
    private static final int ROTATIONS = 3;
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(20);
    /** Short of the token's end, so that no verifier can call it expired. */
    private static final Duration USABLE = Duration.ofSeconds(17);
    /** Both replicas sign with the key so soon after its moment: they look each 5 s. */
    private static final Duration FOLLOWED = Duration.ofSeconds(8);
    private static final Duration LONGEST_WAIT = CompressedTime.PUBLISH_AHEAD.plusSeconds(30);
    private static final Duration UNRIPE = CompressedTime.PUBLISH_AHEAD.multipliedBy(3).dividedBy(5);
    private static final Duration RIPE = CompressedTime.PUBLISH_AHEAD.plusSeconds(2);
    private static final String JWKS = "/.well-known/jwks.json";
    private static final String HOURLY = "plain-hourly";
    private static final String CONTROL = "plain-once";

    private final List<VerifierLoad> loads = new ArrayList<>();
    private final Set<String> kids = new LinkedHashSet<>();

    @Override
    public void run(Findings findings) throws Exception {
        prepare();
        findings.say("  time is %d times faster: publish-ahead 2 h → %d s; tokens live %d s", CompressedTime.FACTOR,
                CompressedTime.PUBLISH_AHEAD.toSeconds(), TOKEN_LIFE.toSeconds());
        Map<String, String> settings = Map.of("SIGNET_KEYS_PUBLISH_AHEAD", CompressedTime.PUBLISH_AHEAD.toString(),
                "SIGNET_TOKENS_ACCESS_LIFETIME", TOKEN_LIFE.toString());
        try (Replicas replicas = new Replicas(settings);
                TokenPool pool = new TokenPool(List.of(replicas.a(), replicas.b()), USABLE)) {
            verifiers(replicas, findings).forEach(verifier -> loads.add(new VerifierLoad(verifier, pool)));
            for (int i = 1; i <= ROTATIONS; i++) {
                rotate(i, replicas, pool, findings);
            }
            LockSupport.parkNanos(TOKEN_LIFE.toNanos());
            for (VerifierLoad load : loads) {
                load.close();
            }
            judge(replicas, findings);
        }
    }

    /** What is downloaded and built the first time is not to cost the proof's time; what can't be had is told of later. */
    private static void prepare() {
        for (Supplier<Path> part : List.<Supplier<Path>> of(NodeModules::ready, () -> ExampleBuild.of("quarkus"))) {
            try {
                System.out.println("  " + Path.of("").toAbsolutePath().relativize(part.get()) + " is ready");
            } catch (TestAbortedException missing) {
                System.out.println("  " + missing.getMessage());
            }
        }
    }

    private static List<StockVerifier> verifiers(Replicas replicas, Findings findings) {
        String issuer = replicas.issuer();
        List<StockVerifier> verifiers = new ArrayList<>();
        add(verifiers, findings, () -> new SmallRyeVerifier(jwks(issuer, SmallRyeVerifier.NAME), issuer));
        add(verifiers, findings, () -> new QuarkusOidcVerifier(issuer + "/for/" + QuarkusOidcVerifier.NAME,
                jwks(issuer, QuarkusOidcVerifier.NAME), issuer));
        add(verifiers, findings, () -> new SpringVerifier(jwks(issuer, SpringVerifier.NAME), issuer));
        add(verifiers, findings, () -> new JoseVerifier(jwks(issuer, JoseVerifier.NAME), issuer));
        add(verifiers, findings, () -> PlainVerifier.hourly(HOURLY, jwks(issuer, HOURLY), issuer));
        add(verifiers, findings, () -> PlainVerifier.once(CONTROL, jwks(issuer, CONTROL), issuer));
        return verifiers;
    }

    private static void add(List<StockVerifier> verifiers, Findings findings, Supplier<StockVerifier> verifier) {
        try {
            verifiers.add(verifier.get());
        } catch (TestAbortedException e) {
            findings.say("  SKIPPED: %s", e.getMessage());
        }
    }

    private static String jwks(String issuer, String name) {
        return issuer + "/for/" + name + JWKS;
    }

    /** The first two are asked for while the next key is unripe, the last one when it is ripe. */
    private void rotate(int n, Replicas replicas, TokenPool pool, Findings findings) {
        kids.add(pool.any().kid());
        LockSupport.parkNanos(n == 1 ? 0 : (n == ROTATIONS ? RIPE : UNRIPE).toNanos());
        HttpAnswer answer = Admin.at(replicas.a()).request("POST", "/api/v1/admin/keys/rotate").json(new JsonObject()).send();
        if (answer.status() != 202) {
            throw new IllegalStateException("rotation was answered " + answer);
        }
        JsonObject next = answer.json().getJsonArray("items").getJsonObject(0);
        Instant from = next.getInstant("active_from");
        long ahead = Duration.between(Instant.now(), from).toMillis();
        boolean signs = Await.within(LONGEST_WAIT, () -> pool.allBy(next.getString("kid")));
        long late = Duration.between(from, Instant.now()).toMillis();
        findings.say("  rotation %d: asked for %.1f s before active_from", n, Math.max(0, ahead) / 1000.0);
        findings.demand("both replicas sign with " + next.getString("kid"), signs);
        findings.bound("after active_from", late / 1000.0, FOLLOWED.toSeconds(), "s");
        kids.add(next.getString("kid"));
    }

    private void judge(Replicas replicas, Findings findings) {
        Table table = new Table("verifier", "verifications", "rejections", "JWKS fetches", "keys met",
                "keeps keys: default → here");
        for (VerifierLoad load : loads) {
            table.line(load.verifier().name(), load.verifications(), load.refusals().size(),
                    replicas.front().count(load.verifier().name(), JWKS), load.kids().size(), load.verifier().caches());
        }
        findings.table(table);
        findings.say("  keys: %s", kids.stream().map(kid -> kid.substring(0, 8)).collect(Collectors.joining(" → ")));
        for (VerifierLoad load : loads) {
            judge(load, findings);
        }
    }

    private void judge(VerifierLoad load, Findings findings) {
        String name = load.verifier().name();
        load.refusals().stream().distinct().limit(name.equals(CONTROL) ? 1 : 5)
                .forEach(why -> findings.say("  %s: %s", name, why));
        if (name.equals(CONTROL)) {
            findings.demand(name + ", the control, is refused: the proof can fail", !load.refusals().isEmpty());
        } else {
            findings.demand(name + ": 0 rejections", load.refusals().isEmpty());
            findings.demand(name + ": met all " + kids.size() + " keys", load.kids().containsAll(kids));
        }
    }
}
