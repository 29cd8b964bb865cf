package dev.signet.http;

import java.io.ByteArrayInputStream;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.ext.web.RoutingContext;

/** Hands JAX-RS the body that is already in. */
class EntityStream {

    @ServerRequestFilter(preMatching = true)
    void set(ContainerRequestContext request, RoutingContext call) {
        request.setEntityStream(new ByteArrayInputStream(BodyIntake.of(call)));
    }
}
