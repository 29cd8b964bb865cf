package dev.signet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class LatencyBucketsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    LatencyBucketsTest() {
        metrics.config().meterFilter(LatencyBuckets.ofCalls());
    }

    @Test
    void count_calls_by_how_long_they_took() {
        assertThat(bucketsOf("http.server.requests"))
                .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) + ":" + bucket.count())
                .contains("25.0:0.0", "50.0:1.0", "5000.0:1.0").hasSize(10);
    }

    @Test
    void are_of_calls_alone() {
        assertThat(bucketsOf("other")).isEmpty();
    }

    private CountAtBucket[] bucketsOf(String name) {
        Timer timer = metrics.timer(name);
        timer.record(Duration.ofMillis(30));
        return timer.takeSnapshot().histogramCounts();
    }
}
