package dev.signet.errors;

import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CompletionException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** Fails as it is told to. */
@Path("/")
public class FailingEndpoint {
    static final String CANARY = "canary-hunter2";

    private static final Map<String, Throwable> FAILURES = Map.ofEntries(
            Map.entry("problem",
                    Problem.of("identifier-taken", 409, "Taken", "It is taken.").with("field", "email").asException()),
            Map.entry("limit",
                    Problem.of("registration-limit", 429, "Too many", "Wait.").with("retry_after", 7).retryAfter(7)
                            .asException()),
            Map.entry("grant", OAuthError.invalidGrant("The code is spent.").asException()),
            Map.entry("client", OAuthError.invalidClient("Unknown client.").asException()),
            Map.entry("credentials", Problem.of("invalid-credentials", 401, "Invalid", "Invalid.").asException()),
            Map.entry("unavailable", new UnavailableException(3, "The hashing queue is full.")),
            Map.entry("forbidden", new ForbiddenException()),
            Map.entry("away-while-authenticating", new AuthenticationFailedException(new UnavailableException(2, "away"))),
            Map.entry("connect", new CompletionException(new ConnectException("refused"))),
            Map.entry("breaker", new CircuitBreakerOpenException("redis")),
            Map.entry("timeout", new PgException("statement " + CANARY, "ERROR", "57014", CANARY)),
            Map.entry("query", new PgException("bad " + CANARY, "ERROR", "42P01", CANARY)),
            Map.entry("defect", new IllegalStateException(CANARY, new IllegalArgumentException(CANARY))),
            Map.entry("error", new AssertionError(CANARY)));

    @GET
    @Path("/oauth2/fail/{how}")
    public Uni<String> failBelowOAuth(@PathParam("how") String how) {
        return fail(how);
    }

    @GET
    @Path("/api/v1/fail/{how}")
    public Uni<String> fail(@PathParam("how") String how) {
        return Uni.createFrom().failure(FAILURES.get(how));
    }
}
