package dev.signet.errors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;

/** Failures inside JAX-RS. Every class that the framework brings a mapper for is named, or its own would win. */
class ExceptionMappers {

    @ServerExceptionMapper({ Throwable.class, WebApplicationException.class, AuthenticationFailedException.class,
            AuthenticationCompletionException.class, AuthenticationRedirectException.class, UnauthorizedException.class,
            ForbiddenException.class, MismatchedInputException.class, InvalidDefinitionException.class })
    Response map(Throwable failure, RoutingContext call) {
        ErrorAnswer answer = ErrorAnswers.answer(failure, call);
        Response.ResponseBuilder response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
