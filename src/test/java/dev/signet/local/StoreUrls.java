package dev.signet.local;

import java.util.Map;

/**
 * Where one group of replicas keeps its data: a Postgres database and a Redis database of its own.
 *
 * @param database the Postgres database's name
 * @param postgresPort on the loopback
 * @param redisPort on the loopback
 * @param redisDatabase the number that {@code SELECT} takes
 */
public record StoreUrls(String database, int postgresPort, int redisPort, int redisDatabase) {

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
        return "redis://127.0.0.1:" + redisPort + "/" + redisDatabase;
    }

    /** @return what tells a service to use these stores */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", reactive(),
                "QUARKUS_DATASOURCE_JDBC_URL", jdbc(),
                "QUARKUS_DATASOURCE_USERNAME", Postgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", Postgres.USER,
                "QUARKUS_REDIS_HOSTS", redis());
    }
}
