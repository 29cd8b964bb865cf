package dev.signet.http;

import java.time.Duration;
import java.util.stream.LongStream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Counts calls by how long they took, so that a percentile over all replicas can be told: {@code http_server_requests}. */
class LatencyBuckets {
    private static final String CALLS = "http.server.requests";
    private static final double[] NANOS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos()).toArray();

    @Produces
    @Singleton
    static MeterFilter ofCalls() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(CALLS)
                        ? DistributionStatisticConfig.builder().serviceLevelObjectives(NANOS).build().merge(config)
                        : config;
            }
        };
    }
}
