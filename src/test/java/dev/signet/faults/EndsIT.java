package dev.signet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** How a replica ends: by kill -9 no answered registration is lost, by SIGTERM no request fails. */
@SignetTest
class EndsIT {
    private static final int CALLERS = 4;
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Stores stores;

    EndsIT(Stores stores) {
        this.stores = stores;
    }

    @Test
    void keeps_every_answered_registration_through_kill_9() throws InterruptedException {
        StoreUrls urls = stores.fresh();
        Queue<String> registered = new ConcurrentLinkedQueue<>();
        try (SignetService service = ServiceLaunch.on(urls).start()) {
            Http http = Http.to(service.baseUri());
            AtomicBoolean killed = new AtomicBoolean();
            ExecutorService callers = load(() -> registerUntil(killed, http, registered));
            assertThat(Await.within(BOUND, () -> registered.size() >= 20)).isTrue();
            service.kill9();
            killed.set(true);
            finish(callers);
        }
        try (SignetService again = ServiceLaunch.on(urls).start()) {
            Http http = Http.to(again.baseUri());
            for (String username : registered) {
                assertThat(http.fromFresh()
                        .post("/api/v1/login", new JsonObject().put("identifier", username).put("password", Person.PASSWORD))
                        .status()).as(username).isEqualTo(200);
            }
        }
    }

    private static void registerUntil(AtomicBoolean killed, Http http, Queue<String> registered) {
        while (!killed.get()) {
            String username = Person.unique();
            try {
                HttpAnswer answer = http.fromFresh().post("/api/v1/users",
                        new JsonObject().put("username", username).put("password", Person.PASSWORD));
                if (answer.status() == 201) {
                    registered.add(username);
                }
            } catch (IllegalStateException e) {
                return;
            }
        }
    }

    /** A caller behind a load balancer: it goes elsewhere once readiness is DOWN, and until then nothing may fail. */
    @Test
    void fails_no_request_through_sigterm() throws InterruptedException {
        try (SignetService service = ServiceLaunch.on(stores.fresh()).with("QUARKUS_SHUTDOWN_DELAY", "3S").start()) {
            Http http = Http.to(service.baseUri());
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            Queue<Integer> successes = new ConcurrentLinkedQueue<>();
            AtomicBoolean elsewhere = new AtomicBoolean();
            ExecutorService callers = load(() -> mintUntil(elsewhere, http, successes, failures));
            assertThat(Await.within(BOUND, () -> successes.size() >= 100)).isTrue();

            service.sigterm();
            assertThat(Await.within(Duration.ofSeconds(3), () -> !service.ready())).as("readiness goes DOWN first").isTrue();
            int servedBefore = successes.size();
            assertThat(Await.within(Duration.ofSeconds(2), () -> successes.size() > servedBefore + 20))
                    .as("and it goes on serving").isTrue();
            elsewhere.set(true);
            finish(callers);

            assertThat(failures).isEmpty();
            assertThat(service.awaitExit(BOUND)).isPresent();
        }
    }

    private static void mintUntil(AtomicBoolean elsewhere, Http http, Queue<Integer> successes, Queue<String> failures) {
        while (!elsewhere.get()) {
            try {
                HttpAnswer answer = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                        .form(Map.of("grant_type", "client_credentials")).send();
                if (answer.status() == 200) {
                    successes.add(answer.status());
                } else {
                    failures.add(answer.toString());
                }
            } catch (IllegalStateException e) {
                failures.add(String.valueOf(e.getCause()));
            }
        }
    }

    private static ExecutorService load(Runnable caller) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        IntStream.range(0, CALLERS).forEach(i -> callers.execute(caller));
        return callers;
    }

    private static void finish(ExecutorService callers) throws InterruptedException {
        callers.shutdown();
        assertThat(callers.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
