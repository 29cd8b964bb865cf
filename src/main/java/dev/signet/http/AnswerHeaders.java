package dev.signet.http;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Headers of every answer, failures of the lower layers included. What an endpoint set itself stays. */
@Singleton
class AnswerHeaders {
    private static final String ONE_YEAR = "max-age=31536000";

    private final boolean overTls;

    AnswerHeaders(@ConfigProperty(name = "signet.issuer") Optional<String> issuer) {
        this.overTls = issuer.filter(url -> url.startsWith("https:")).isPresent();
    }

    void register(@Observes Router router) {
        FilterOrder.ANSWER_HEADERS.registerForFailuresToo(router, this::handle);
    }

    private void handle(RoutingContext call) {
        call.addHeadersEndHandler(ended -> complete(call));
        call.next();
    }

    private void complete(RoutingContext call) {
        MultiMap headers = call.response().headers();
        setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        setIfAbsent(headers, "Referrer-Policy", "no-referrer");
        setIfAbsent(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (isPrivate(call)) {
            setIfAbsent(headers, "Cache-Control", "no-store");
        }
        if (overTls) {
            setIfAbsent(headers, "Strict-Transport-Security", ONE_YEAR);
        }
    }

    /** Whatever these paths say is about one caller; a failure is about one moment. */
    private static boolean isPrivate(RoutingContext call) {
        String path = call.normalizedPath();
        return call.response().getStatusCode() >= 400 || path.startsWith("/api/") || path.startsWith("/oauth2/");
    }

    private static void setIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
