package dev.signet.signals;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of how resource servers are told: {@code signet.signals.*}. */
@ConfigMapping(prefix = "signet.signals")
interface SignalsConfig {

    /** How many streams of the feed a replica serves at once; one more is answered 503. */
    @WithDefault("1000")
    int streams();

    /** How many streams of the feed a replica serves one client at once; one more is answered 429. */
    @WithDefault("100")
    int streamsPerClient();

    /**
     * How many revocations wait for a subscriber that does not read from one heartbeat to the next; at one more its stream is
     * cut. One that reads, but too slowly, is cut at ten times as many.
     */
    @WithDefault("10000")
    int buffer();

    /** How long after its first attempt a security event token is pushed again; doubled each time, an hour at most. */
    @WithDefault("5s")
    Duration firstRetry();

    /** How often a security event token is pushed before it is put among the dead letters. */
    @WithDefault("12")
    int attempts();
}
