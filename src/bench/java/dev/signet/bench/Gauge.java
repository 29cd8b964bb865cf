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
 * Drives a workload and reads what it takes. Warm means that two windows, one after the other, took the same CPU a request
 * within 5 %, or that the patience for it is over.
 */
final class Gauge {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final int LEAST_WINDOWS = 4;
    private static final int MOST_WINDOWS = 15;
    private static final double SAME = 0.05;
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
        List<Window> windows = new ArrayList<>();
        do {
            windows.add(run(WINDOW, workload));
        } while (windows.size() < LEAST_WINDOWS || windows.size() < MOST_WINDOWS && !steady(windows));
        double warmUp = windows.stream().mapToDouble(Window::seconds).sum();
        return run(MEASURED, workload).as(name, warmUp);
    }

    private static boolean steady(List<Window> windows) {
        double last = windows.get(windows.size() - 1).cpu();
        double before = windows.get(windows.size() - 2).cpu();
        double third = windows.get(windows.size() - 3).cpu();
        return Math.abs(before - last) < SAME * last && Math.abs(third - before) < SAME * before;
    }

    /** Goes on for a time and says what it took. */
    Window run(Duration time, Workload workload) {
        Latencies latencies = new Latencies();
        AtomicLong shed = new AtomicLong();
        double serviceBefore = service.cpuMillis();
        double postgresBefore = postgres.treeMillis();
        double redisBefore = redis.cpuMillis();
        long begun = System.nanoTime();
        load.run(Long.MAX_VALUE, time, lane -> timed(lane, workload, latencies, shed));
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Window(latencies, shed.get(), seconds, service.cpuMillis() - serviceBefore,
                postgres.treeMillis() - postgresBefore, redis.cpuMillis() - redisBefore, service.memory());
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
    record Window(Latencies latencies, long shed, double seconds, double serviceCpu, double postgresCpu, double redisCpu,
            double memory) {

        double cpu() {
            return serviceCpu / latencies.count();
        }

        Measured as(String name, double warmUp) {
            int count = latencies.count();
            return new Measured(name, count, count / seconds, latencies.p50(), latencies.p99(), cpu(), postgresCpu / count,
                    redisCpu / count, memory, warmUp, shed);
        }
    }
}
