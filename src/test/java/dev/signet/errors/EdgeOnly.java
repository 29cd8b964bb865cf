package dev.signet.errors;

import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The edge alone: {@code errors} and {@code http} with an endpoint of the tests behind them, no store, no other room. */
public class EdgeOnly implements QuarkusTestProfile {
    private static final Set<String> EDGE = Set.of("errors", "http");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.arc.exclude-types", otherRooms());
        config.put("quarkus.datasource.active", "false");
        config.put("quarkus.datasource.jdbc", "false");
        config.put("quarkus.hibernate-orm.active", "false");
        config.put("quarkus.redis.active", "false");
        config.put("quarkus.scheduler.enabled", "false");
        config.put("quarkus.flyway.active", "false");
        config.put("quarkus.flyway.migrate-at-start", "false");
        config.put("signet.http.trusted-proxies", "127.0.0.9,2001:db8::/32");
        config.put("signet.issuer", "https://signet.example");
        config.put("signet.http.body-timeout", "2s");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    private static String otherRooms() {
        File[] rooms = Objects.requireNonNull(new File("target/classes/dev/signet").listFiles(File::isDirectory));
        return Arrays.stream(rooms).map(File::getName).filter(room -> !EDGE.contains(room))
                .map(room -> "dev.signet." + room + ".**")
                .collect(Collectors.joining(",", "dev.signet.Train,", ""));
    }
}
