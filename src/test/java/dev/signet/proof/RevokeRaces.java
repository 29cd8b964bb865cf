package dev.signet.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Person;
import io.vertx.core.json.JsonObject;

/** A sign-in is refreshed and revoked at the same moment: what came of it must be dead after the revocation's 2xx. */
public final class RevokeRaces {
    /** What is promised of the other replica. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final int REFRESHES = 3;
    /** How much sooner one of the two is sent, at most. */
    private static final int LEAD_MICROS = 8_000;

    private final Http a;
    private final Http b;
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger refreshed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final Latencies elsewhere = new Latencies();

    /**
     * @param a the replica that revokes
     * @param b another, or the same
     */
    public RevokeRaces(Http a, Http b) {
        this.a = a;
        this.b = b;
    }

    /** @return what must not be and was: empty where all is well */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    int refreshed() {
        return refreshed.get();
    }

    int refused() {
        return refused.get();
    }

    /** @return from the 2xx to the other replica's refusal */
    Latencies elsewhere() {
        return elsewhere;
    }

    /** @param people who race at the same time, each the same number of rounds */
    public void run(int people, int roundsInAll) {
        List<CompletableFuture<Void>> races = IntStream.range(0, people).mapToObj(i -> People.register(a))
                .map(person -> CompletableFuture.runAsync(() -> race(person, roundsInAll), task -> new Thread(task).start()))
                .toList();
        races.forEach(CompletableFuture::join);
    }

    private void race(Person person, int most) {
        for (int n = rounds.incrementAndGet(); n <= most; n = rounds.incrementAndGet()) {
            round(person, n);
        }
    }

    private void round(Person person, int n) {
        JsonObject signedIn = person.signIn();
        String token = signedIn.getString("refresh_token");
        int lead = ThreadLocalRandom.current().nextInt(-LEAD_MICROS, LEAD_MICROS);
        List<CompletableFuture<HttpAnswer>> refreshes = lead < 0 ? refreshes(person, token) : new ArrayList<>();
        LockSupport.parkNanos(Math.max(0, -lead) * 1000L);
        CompletableFuture<Long> revoked = revocation(person, signedIn, n).sendAsync().thenApply(RevokeRaces::at);
        LockSupport.parkNanos(Math.max(0, lead) * 1000L);
        refreshes.addAll(lead < 0 ? List.of() : refreshes(person, token));
        long at = revoked.join();
        check(n, person, signedIn, at);
        for (CompletableFuture<HttpAnswer> refresh : refreshes) {
            HttpAnswer answer = refresh.join();
            if (answer.status() == 200) {
                refreshed.incrementAndGet();
                check(n, person, answer.json(), at);
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private List<CompletableFuture<HttpAnswer>> refreshes(Person person, String token) {
        return IntStream.range(0, REFRESHES).mapToObj(i -> refresh(i % 2 == 0 ? a : b, person, token).sendAsync())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long at(HttpAnswer revoked) {
        assertThat(revoked.status()).as(revoked.toString()).isBetween(200, 204);
        return System.nanoTime();
    }

    private HttpCall revocation(Person person, JsonObject signedIn, int n) {
        Http http = a.from(person.http().address());
        return n % 2 == 0 ? http.request("POST", "/api/v1/logout").bearer(signedIn.getString("access_token"))
                .json(new JsonObject())
                : http.request("POST", "/oauth2/revoke")
                        .form(Map.of("client_id", "signet", "token", signedIn.getString("refresh_token")));
    }

    /** After the 2xx: dead at once where it was revoked, and soon elsewhere. */
    private void check(int n, Person person, JsonObject tokens, long at) {
        if (active(a, tokens)) {
            violations.add("round " + n + ": an access token was live at the replica that revoked it");
        }
        while (active(b, tokens) && System.nanoTime() - at < 2 * ELSEWHERE.toNanos()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        long took = System.nanoTime() - at;
        elsewhere.add(took);
        if (took > ELSEWHERE.toNanos()) {
            violations.add("round " + n + ": an access token was live at the other replica after " + took / 1_000_000 + " ms");
        }
        for (Http http : List.of(a, b)) {
            int status = refresh(http, person, tokens.getString("refresh_token")).send().status();
            if (status != 401) {
                violations.add("round " + n + ": a refresh token of a revoked sign-in was answered " + status);
            }
        }
    }

    private static HttpCall refresh(Http http, Person person, String token) {
        return http.from(person.http().address()).request("POST", "/api/v1/token/refresh")
                .json(new JsonObject().put("refresh_token", token));
    }

    private static boolean active(Http http, JsonObject tokens) {
        HttpAnswer answer = http.post("/api/v1/token/validate",
                new JsonObject().put("token", tokens.getString("access_token")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getBoolean("active");
    }
}
