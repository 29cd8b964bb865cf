package dev.signet.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.zip.Inflater;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;

/**
 * What status lists cost: the lists that so many live tokens name, made, compressed, signed, verified and read in this JVM. An
 * entry a token, as of clients' own tokens; sign-ins share one over their life, so people cost less.
 *
 * @param lists that a live token can name
 * @param bytes of the lists' tokens, as they are sent
 * @param compressed of the lists alone, zlib
 * @param making CPU of the replica: to flip the bits, compress and sign all of them once
 * @param reading CPU of a verifier: to check, decode and inflate all of them once
 * @param heapBytes of the lists in a replica's memory
 */
public record StatusListCost(int lists, LongSummaryStatistics bytes, LongSummaryStatistics compressed, Duration making,
        Duration reading, long heapBytes) {
    private static final int ENTRIES = 1 << StatusEntry.INDEX_BITS;
    private static final Random RANDOM = new Random(1);
    private static final KeyPair KEY = rsaKey();

    /** @param revoked which part of them is revoked, from 0 to 1 */
    public static StatusListCost of(long liveTokens, double revoked) {
        int count = (int) ((liveTokens + ENTRIES - 1) / ENTRIES);
        List<int[]> indexes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            indexes.add(revokedOf(Math.min(ENTRIES, liveTokens - (long) i * ENTRIES), revoked));
        }
        long before = usedHeap();
        List<StatusList> lists = new ArrayList<>(count);
        List<String> tokens = new ArrayList<>(count);
        LongSummaryStatistics compressed = new LongSummaryStatistics();
        Duration making = cpu(() -> indexes.forEach(i -> tokens.add(made(lists, i, compressed))));
        Duration reading = cpu(() -> tokens.forEach(StatusListCost::read));
        LongSummaryStatistics bytes = tokens.stream().mapToLong(String::length).summaryStatistics();
        tokens.clear();
        long heap = usedHeap() - before;
        return new StatusListCost(lists.size(), bytes, compressed, making, reading, heap);
    }

    /** @return where the revoked ones of so many tokens are: any of those that the list's order handed out */
    private static int[] revokedOf(long handedOut, double revoked) {
        byte[] seed = new byte[32];
        RANDOM.nextBytes(seed);
        StatusOrder order = new StatusOrder(seed);
        return RANDOM.ints(Math.round(handedOut * revoked), 0, (int) handedOut).map(order::index).toArray();
    }

    private static String made(List<StatusList> lists, int[] revoked, LongSummaryStatistics compressed) {
        StatusList list = new StatusList(lists.size());
        lists.add(list);
        for (int index : revoked) {
            list.invalidate(index);
        }
        byte[] bits = list.compressed();
        compressed.accept(bits.length);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "https://id.example.com/oauth2/status/" + list.id());
        claims.put("ttl", 30);
        claims.put("status_list", Map.of("bits", 1, "lst", Base64.getUrlEncoder().withoutPadding().encodeToString(bits)));
        return Jwt.claims(claims).issuer("https://id.example.com").jws().algorithm(SignatureAlgorithm.RS256)
                .keyId("a thumbprint of 43 characters, as a kid has").header("typ", "statuslist+jwt").sign(KEY.getPrivate());
    }

    /** What a verifier does with it, in the JDK's own words. */
    private static void read(String token) {
        try {
            String[] parts = token.split("\\.");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEY.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            String lst = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), US_ASCII))
                    .getJsonObject("status_list")
                    .getString("lst");
            Inflater inflater = new Inflater();
            inflater.setInput(Base64.getUrlDecoder().decode(lst));
            boolean whole = inflater.inflate(new byte[ENTRIES / 8]) == ENTRIES / 8;
            inflater.end();
            if (!whole || !signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new IllegalStateException("not the list that was signed");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration cpu(Runnable work) {
        long begun = cpuNanos();
        work.run();
        return Duration.ofNanos(cpuNanos() - begun);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static KeyPair rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
