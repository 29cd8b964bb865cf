package dev.signet.bench;

/**
 * What one workload took.
 *
 * @param requests that were served in the measured time
 * @param perSecond requests
 * @param p50 ms
 * @param p99 ms
 * @param cpu of the service, ms a request
 * @param postgresCpu of Postgres, ms a request
 * @param redisCpu of Redis, ms a request
 * @param memory of the service at its end, MiB
 * @param warmUp how long it was warmed up before, s
 * @param shed calls that were answered 503, which are no requests
 */
record Measured(String name, long requests, double perSecond, double p50, double p99, double cpu, double postgresCpu,
        double redisCpu, double memory, double warmUp, long shed) {
}
