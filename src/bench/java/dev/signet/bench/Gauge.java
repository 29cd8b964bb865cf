package dev.signet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.signet.local.Stores;
import dev.signet.proof.Latencies;
import dev.signet.proof.Load;
import io.vertx.core.Future;

/**
 * Drives a workload and reads what it takes. Warm means that three windows, one after the other, took the same CPU a
 * request within 5 %, and next to none of it went into compiling, after as many requests as the JVM counts before it compiles
 * for good; or that the patience for it is over. Patience is CPU that the service got, so that a machine with other work does
 * not cut it short.
 */
final class Gauge {
    static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int LEAST_REQUESTS = 15_000;
    private static final double MOST_CPU_MILLIS = 60_000;
    private static final double SAME = 0.05;
    /** Of the service's CPU; what goes into compiling is no request's. */
    private static final double MOST_COMPILING = 0.03;
    private static final int UNAVAILABLE = 503;

    private final Load load;
    private final Proc service;
    private final Proc postgres;
    private final Proc redis;

    Gauge(Load load, long pid, Stores stores) {
        this.load = load;
        this.service = new Proc(pid);
        this.postgres = new Proc(stores.processes().get(0).pid());
        this.redis = new Proc(stores.processes().get(1).pid());
    }

    Measured measure(String name, Workload workload) {
        double warmUp = warmUp(workload);
        return run(MEASURED, workload).as(name, warmUp);
    }

    /** @return how long it took, s */
    double warmUp(Workload workload) {
        long begun = System.nanoTime();
        double cpuBefore = service.cpuMillis();
        List<Window> windows = new ArrayList<>();
        do {
            windows.add(run(WINDOW, workload));
        } while (!warm(windows) && service.cpuMillis() - cpuBefore < MOST_CPU_MILLIS
                && System.nanoTime() - begun < LONGEST.toNanos());
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean warm(List<Window> windows) {
        int count = windows.size();
        return count > 2 && windows.get(count - 1).compilerCpu() < MOST_COMPILING * windows.get(count - 1).serviceCpu()
                && windows.stream().mapToLong(window -> window.latencies().count()).sum() > LEAST_REQUESTS
                && same(windows.get(count - 3), windows.get(count - 2)) && same(windows.get(count - 2), windows.get(count - 1));
    }

    private static boolean same(Window one, Window next) {
        return Math.abs(one.cpu() - next.cpu()) < SAME * next.cpu();
    }

    /** Goes on for a time and says what it took. */
    Window run(Duration time, Workload workload) {
        Latencies latencies = new Latencies();
        AtomicLong shed = new AtomicLong();
        double serviceBefore = service.cpuMillis();
        double compilerBefore = service.compilerMillis();
        double postgresBefore = postgres.treeMillis();
        double redisBefore = redis.cpuMillis();
        long begun = System.nanoTime();
        Object unused = load.run(Long.MAX_VALUE, time, lane -> timed(lane, workload, latencies, shed));
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Window(latencies, shed.get(), seconds, service.cpuMillis() - serviceBefore,
                service.compilerMillis() - compilerBefore, postgres.treeMillis() - postgresBefore,
                redis.cpuMillis() - redisBefore, service.memory());
    }

    private static Future<?> timed(int lane, Workload workload, Latencies latencies, AtomicLong shed) {
        long begun = System.nanoTime();
        return workload.next(lane).onSuccess(status -> {
            if (status == UNAVAILABLE) {
                shed.incrementAndGet();
            } else {
                latencies.add(System.nanoTime() - begun);
            }
        });
    }

    /** What was read over a stretch of time; CPU in ms. */
    record Window(Latencies latencies, long shed, double seconds, double serviceCpu, double compilerCpu, double postgresCpu,
            double redisCpu,
            double memory) {

        double cpu() {
            return serviceCpu / latencies.count();
        }

        Window plus(Window other) {
            Latencies both = new Latencies();
            both.addAll(latencies);
            both.addAll(other.latencies);
            return new Window(both, shed + other.shed, seconds + other.seconds, serviceCpu + other.serviceCpu,
                    compilerCpu + other.compilerCpu,
                    postgresCpu + other.postgresCpu, redisCpu + other.redisCpu, Math.max(memory, other.memory));
        }

        Measured as(String name, double warmUp) {
            int count = latencies.count();
            return new Measured(name, count, count / seconds, latencies.p50(), latencies.p99(), cpu(), postgresCpu / count,
                    redisCpu / count, memory, warmUp, shed);
        }
    }
}
