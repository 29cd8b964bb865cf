package dev.signet.proof;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.json.JsonObject;

/** Live tokens of any age, minted all the time, at one replica and the other in turn. */
final class TokenPool implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final List<Http> replicas;
    private final Duration usable;
    private final ConcurrentLinkedDeque<Minted> tokens = new ConcurrentLinkedDeque<>();
    private final Thread minting = new Thread(this::mintOn, "minting");
    private volatile boolean closed;
    private volatile int minted;

    /** @param replica its place among the replicas */
    record Minted(String token, String kid, int replica, long at) {

        /** Never the token. */
        @Override
        public String toString() {
            return "Minted[" + kid + "]";
        }
    }

    /** @param usable how old a token may be when it is used */
    TokenPool(List<Http> replicas, Duration usable) {
        this.replicas = replicas;
        this.usable = usable;
        mint();
        minting.setDaemon(true);
        minting.start();
    }

    private void mintOn() {
        while (!closed) {
            mint();
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void mint() {
        int replica = minted % replicas.size();
        HttpAnswer answer = replicas.get(replica).request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send();
        String token = answer.json().getString("access_token");
        tokens.addFirst(new Minted(token, kid(token), replica, System.nanoTime()));
        minted++;
        while (System.nanoTime() - tokens.getLast().at() > usable.toNanos()) {
            tokens.removeLast();
        }
    }

    private static String kid(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]))).getString("kid");
    }

    int minted() {
        return minted;
    }

    /** @return the newest as often as any other */
    Minted any() {
        List<Minted> live = List.copyOf(tokens);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextBoolean() ? live.get(0) : live.get(random.nextInt(live.size()));
    }

    /** @return whether the newest token of each replica is signed by that key */
    boolean allBy(String kid) {
        return replicas.stream().allMatch(replica -> tokens.stream()
                .filter(token -> token.replica() == replicas.indexOf(replica)).findFirst()
                .filter(token -> token.kid().equals(kid)).isPresent());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        minting.join();
    }
}
