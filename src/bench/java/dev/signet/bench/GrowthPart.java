package dev.signet.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.proof.Load;
import dev.signet.proof.Table;
import dev.signet.testing.Http;

/**
 * The same requests at 1,000 and at 1,000,000 people with a live grant each. Both services run at once and are measured in
 * turn, a few seconds each, so that what else the machine does falls on both. What is compared is the CPU of the service and
 * of Postgres together.
 */
final class GrowthPart implements Parts.Part {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 4;
    private static final double BOUND = 1.1;

    private final Table table = new Table("growth", "people", "CPU ms", "of it Postgres", "p50 ms", "requests");

    @Override
    public void run(Rig rig, Results results) throws SQLException {
        rig.stopService();
        try (Side few = new Side(rig, new Population(FEW)); Side many = new Side(rig, new Population(MANY))) {
            Map<String, BiFunction<Requests, Population, Workload>> workloads = new LinkedHashMap<>();
            workloads.put(Parts.SIGN_IN, (requests, people) -> requests.signIns(people::anybody));
            workloads.put(Parts.REFRESH, (requests, people) -> requests.refresh("email"));
            workloads.put(Parts.INTROSPECTION, (requests, people) -> requests.introspection());
            workloads.put(Parts.REGISTRATION, (requests, people) -> requests.registrations());
            workloads.forEach((name, workload) -> compare(name, workload, few, many, results));
        }
        Results.say("%n%s", table);
    }

    private void compare(String name, BiFunction<Requests, Population, Workload> workload, Side few, Side many,
            Results results) {
        try (Side.Driven one = few.drive(workload); Side.Driven other = many.drive(workload)) {
            for (int round = 0; round < ROUNDS; round++) {
                one.measure();
                other.measure();
            }
            table.line(name, FEW, Results.text(one.cpu(), 3), Results.text(one.postgresCpu(), 3), Results.text(one.p50(), 1),
                    one.requests());
            table.line("", MANY, Results.text(other.cpu(), 3), Results.text(other.postgresCpu(), 3),
                    Results.text(other.p50(), 1), other.requests());
            results.target(name + ", " + Results.text(MANY, 0) + " people", BOUND + " × at 1,000", other.cpu(),
                    BOUND * one.cpu(), "ms");
        }
    }

    /** A service of its own on a database of its own. */
    private static final class Side implements AutoCloseable {
        private final Rig rig;
        private final Population population;
        private final SignetService service;

        Side(Rig rig, Population population) throws SQLException {
            this.rig = rig;
            this.population = population;
            StoreUrls urls = rig.stores().fresh();
            this.service = Rig.start(ServiceLaunch.on(urls).with(rig.jvm()));
            long begun = System.nanoTime();
            population.writeTo(rig.stores(), urls);
            Results.say("  %,d people written in %.0f s", population.people(), (System.nanoTime() - begun) / 1e9);
        }

        Driven drive(BiFunction<Requests, Population, Workload> workload) {
            Load load = new Load(List.of(service.baseUri()), Rig.CONNECTIONS);
            return new Driven(load, workload.apply(new Requests(Http.to(service.baseUri()), load), population));
        }

        @Override
        public void close() {
            service.close();
        }

        /** A workload at this side, warm. */
        final class Driven implements AutoCloseable {
            private final Load load;
            private final Workload workload;
            private final Gauge gauge;
            private Gauge.Window sum;

            Driven(Load load, Workload workload) {
                this.load = load;
                this.workload = workload;
                this.gauge = new Gauge(load, service.pid(), rig.stores());
                Object unused = gauge.warmUp(workload);
            }

            void measure() {
                Gauge.Window window = gauge.run(Gauge.WINDOW, workload);
                sum = sum == null ? window : sum.plus(window);
            }

            double cpu() {
                return (sum.serviceCpu() + sum.postgresCpu()) / requests();
            }

            double postgresCpu() {
                return sum.postgresCpu() / requests();
            }

            double p50() {
                return sum.latencies().p50();
            }

            int requests() {
                return sum.latencies().count();
            }

            @Override
            public void close() {
                load.close();
            }
        }
    }
}
