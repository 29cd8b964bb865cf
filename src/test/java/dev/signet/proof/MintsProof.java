package dev.signet.proof;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.signet.testing.Admin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What many tokens leave in Postgres and in Redis: blocks of status lists, never a row each. */
final class MintsProof implements Proof {
    private static final long MINTS = 200_000;
    private static final long REFRESHES = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final int LANES = 32;
    private static final int CLIENTS = 8;
    private static final long EXTRAPOLATED = 10_000_000;
    /** A row for fewer tokens than this would be no block: the smallest has 64 entries. */
    private static final double TOKENS_A_ROW = 60;
    private static final Set<String> BLOCKS = new TreeSet<>(Set.of("status_blocks", "status_lists"));
    private static final double MIB = 1 << 20;

    @Override
    public void run(Findings findings) {
        // the claim is about the stores, so the algorithm is the one that is quickest to sign with
        try (Replicas replicas = new Replicas(Map.of());
                Load load = new Load(replicas.uris(), LANES)) {
            mints(replicas, load, findings);
            refreshes(replicas, load, findings);
        }
    }

    private static void mints(Replicas replicas, Load load, Findings findings) {
        Admin admin = Admin.at(replicas.a());
        List<JsonObject> clients = IntStream.range(0, CLIENTS).mapToObj(i -> admin.register(new JsonObject()
                .put("client_name", "client " + i).put("grant_types", new JsonArray().add("client_credentials"))
                .put("access_token_signed_response_alg", "ES256"))).toList();
        StoreSizes before = StoreSizes.of(replicas.stores(), replicas.urls());
        long begun = System.nanoTime();
        long mints = load.run(MINTS, LIMIT, lane -> {
            JsonObject client = clients.get(lane / 2 % CLIENTS);
            return load.form(lane, "/oauth2/token", client.getString("client_id"), client.getString("client_secret"),
                    "grant_type=client_credentials");
        });
        judge("client_credentials", mints, System.nanoTime() - begun, before, replicas, findings);
    }

    private static void refreshes(Replicas replicas, Load load, Findings findings) {
        String[] tokens = IntStream.range(0, LANES).mapToObj(i -> People.register(replicas.a()).signIn())
                .map(signedIn -> signedIn.getString("refresh_token")).toArray(String[]::new);
        StoreSizes before = StoreSizes.of(replicas.stores(), replicas.urls());
        long begun = System.nanoTime();
        long refreshes = load.run(REFRESHES, LIMIT, lane -> load
                .json(lane, "/api/v1/token/refresh", new JsonObject().put("refresh_token", tokens[lane]))
                .onSuccess(answer -> tokens[lane] = answer.getString("refresh_token")));
        judge("refreshes", refreshes, System.nanoTime() - begun, before, replicas, findings);
    }

    private static void judge(String what, long tokens, long nanos, StoreSizes before, Replicas replicas, Findings findings) {
        StoreSizes after = StoreSizes.of(replicas.stores(), replicas.urls());
        Map<String, Long> grown = after.grownSince(before);
        long rows = grown.values().stream().mapToLong(Long::longValue).sum();
        findings.say("  %,d %s in %d s (%,.0f a second, both replicas, %d connections)", tokens, what, nanos / 1_000_000_000,
                tokens * 1e9 / nanos, LANES);
        findings.say("  rows more: %s; of %,d such tokens: %,d rows", grown, EXTRAPOLATED,
                Math.round((double) rows * EXTRAPOLATED / tokens));
        findings.say("  Redis: %,d keys before, %,d after; %.2f MiB before, %.2f MiB after", before.redisKeys(),
                after.redisKeys(), before.redisBytes() / MIB, after.redisBytes() / MIB);
        findings.demand(what + ": rows in no other tables than " + BLOCKS, BLOCKS.containsAll(grown.keySet()));
        findings.bound(what + ": rows more", rows, tokens / TOKENS_A_ROW, "rows");
        findings.bound(what + ": Redis keys more", (double) after.redisKeys() - before.redisKeys(), 100, "keys");
        findings.bound(what + ": Redis bytes more", (after.redisBytes() - before.redisBytes()) / MIB, 1, "MiB");
    }
}
