package dev.signet.errors;

import static dev.signet.errors.Causes.find;

import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;

/** What a failure means to the caller. */
final class Failures {

    private Failures() {
    }

    /**
     * What a room said comes first, then a store that is away: neither may read as "your token is wrong" because it
     * happened while a token was looked at.
     *
     * @param failure anything that ended a call
     * @return how it is answered; a failure of no known class is this service's own, 500
     */
    static Refusal refusal(Throwable failure) {
        return find(failure, RefusalException.class).map(RefusalException::refusal)
                .or(() -> StoreFailures.read(failure))
                .or(() -> security(failure))
                .or(() -> framework(failure))
                .orElseGet(Problems::internal);
    }

    private static Optional<Refusal> security(Throwable failure) {
        return find(failure, ForbiddenException.class).<Refusal> map(e -> Problems.insufficientScope())
                .or(() -> find(failure, UnauthorizedException.class).map(e -> Problems.invalidToken()))
                .or(() -> find(failure, AuthenticationException.class).map(e -> Problems.invalidToken()));
    }

    private static Optional<Refusal> framework(Throwable failure) {
        return find(failure, WebApplicationException.class).<Refusal> map(e -> Problems.ofStatus(e.getResponse().getStatus()))
                .or(() -> find(failure, HttpException.class).map(e -> Problems.ofStatus(e.getStatusCode())));
    }
}
