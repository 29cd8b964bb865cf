package dev.signet.stores;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** DOWN while Postgres does not answer: other replicas, or nobody, can serve what reads or writes people. */
@Readiness
@ApplicationScoped
class PostgresReadiness implements AsyncHealthCheck {
    private static final String NAME = "postgres";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Pool postgres;

    PostgresReadiness(Pool postgres) {
        this.postgres = postgres;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return postgres.query("select 1").execute()
                .ifNoItem().after(LIMIT).fail()
                .map(answered -> HealthCheckResponse.up(NAME))
                .onFailure().recoverWithItem(() -> HealthCheckResponse.down(NAME));
    }
}
