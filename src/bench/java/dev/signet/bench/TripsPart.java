package dev.signet.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.proof.Load;
import dev.signet.proof.Table;
import dev.signet.testing.Http;

/** Round trips to Postgres a request, counted between the service and its store; what it asks by itself is taken off. */
final class TripsPart implements Parts.Part {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LANES = 4;
    private static final int FIRST = 100;
    private static final int CALLS = 1_000;
    private static final int HASHES = 40;
    /** At most 1; what the service asks by itself is known to so much a call. */
    private static final double BOUND = 1.02;

    private final Table table = new Table("round trips to Postgres", "a request");

    @Override
    public void run(Rig rig, Results results) {
        Object unused = rig.service(); // makes the schema
        rig.stopService();
        StoreUrls urls = rig.urls();
        try (CountingProxy proxy = new CountingProxy(urls.postgresPort());
                SignetService service = Rig.start(ServiceLaunch
                        .on(new StoreUrls(urls.database(), proxy.port(), urls.redisPorts(), urls.redisDatabase()))
                        .with(rig.jvm()))) {
            Meter meter = new Meter(service, proxy, idle(proxy));
            Object unused2 = meter.count(Parts.RS256, CALLS, requests -> requests.clientCredentials("RS256"));
            Object unused3 = meter.count(Parts.INTROSPECTION, CALLS, Requests::introspection);
            Object unused4 = meter.count(Parts.USERINFO, CALLS, Requests::userInfo);
            double refresh = meter.count(Parts.REFRESH, CALLS, requests -> requests.refresh("email"));
            Object unused5 = meter.count(Parts.SIGN_IN, HASHES, Requests::signIns);
            Object unused6 = meter.count(Parts.REGISTRATION, HASHES, Requests::registrations);
            Results.say("%n%s%n", table);
            results.target("round trips of a refresh", "Query and Sync messages", refresh, BOUND, "");
        }
    }

    /** @return trips a second that nobody's request asks for */
    private static double idle(CountingProxy proxy) {
        long before = proxy.trips();
        LockSupport.parkNanos(IDLE.toNanos());
        return (proxy.trips() - before) / (double) IDLE.toSeconds();
    }

    private final class Meter {
        private final SignetService service;
        private final CountingProxy proxy;
        private final double idle;

        Meter(SignetService service, CountingProxy proxy, double idle) {
            this.service = service;
            this.proxy = proxy;
            this.idle = idle;
        }

        double count(String name, int calls, Function<Requests, Workload> workload) {
            try (Load load = new Load(List.of(service.baseUri()), LANES)) {
                Workload requests = workload.apply(new Requests(Http.to(service.baseUri()), load));
                Object unused7 = load.run(Math.min(FIRST, calls), LIMIT, requests::next);
                long before = proxy.trips();
                long begun = System.nanoTime();
                long made = load.run(calls, LIMIT, requests::next);
                double own = (System.nanoTime() - begun) / 1e9 * idle;
                double found = Math.max(0, (proxy.trips() - before - own) / made);
                table.line(name, Results.text(found, 2));
                return found;
            }
        }
    }
}
