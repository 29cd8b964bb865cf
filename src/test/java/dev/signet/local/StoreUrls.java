package dev.signet.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where one group of replicas keeps its data: a Postgres database and a Redis database of its own.
 *
 * @param database the Postgres database's name
 * @param postgresPort on the loopback
 * @param redisPorts on the loopback; more than one are a cluster's
 * @param redisDatabase the number that {@code SELECT} takes
 */
public record StoreUrls(String database, int postgresPort, List<Integer> redisPorts, int redisDatabase) {

    /** @return for {@link java.sql.DriverManager}; user and password are both {@code postgres} */
    public String jdbc() {
        return "jdbc:" + reactive();
    }

    /** @return for {@code quarkus.datasource.reactive.url} */
    public String reactive() {
        return "postgresql://127.0.0.1:" + postgresPort + "/" + database;
    }

    /** @return for {@code quarkus.redis.hosts} */
    public String redis() {
        String path = isCluster() ? "" : "/" + redisDatabase;
        return redisPorts.stream().map(port -> "redis://127.0.0.1:" + port + path).collect(Collectors.joining(","));
    }

    /** @return for {@code quarkus.redis.client-type} */
    public String redisType() {
        return isCluster() ? "cluster" : "standalone";
    }

    boolean isCluster() {
        return redisPorts.size() > 1;
    }

    /** @return what tells a service to use these stores */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", reactive(),
                "QUARKUS_DATASOURCE_JDBC_URL", jdbc(),
                "QUARKUS_DATASOURCE_USERNAME", Postgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", Postgres.USER,
                "QUARKUS_REDIS_HOSTS", redis(),
                "QUARKUS_REDIS_CLIENT_TYPE", redisType());
    }
}
