package dev.signet.http;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a script of any origin call what a public client in a browser calls (CORS). None of these paths looks at a cookie, so
 * that a script gains nothing that its own server could not do: what counts is in the request itself.
 */
@Singleton
class CrossOrigin {
    private static final Set<String> PATHS = Set.of("/oauth2/token", "/oauth2/userinfo", "/oauth2/revoke", "/oauth2/par",
            "/oauth2/device_authorization", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
            "/.well-known/jwks.json");
    private static final String TEN_MINUTES = "600";

    void register(@Observes Router router) {
        FilterOrder.CROSS_ORIGIN.registerForFailuresToo(router, CrossOrigin::handle);
    }

    private static void handle(RoutingContext call) {
        if (!PATHS.contains(call.normalizedPath()) || !call.request().headers().contains("Origin")) {
            call.next();
            return;
        }
        MultiMap headers = call.response().headers();
        if (isPreflight(call.request())) {
            headers.set("Access-Control-Allow-Origin", "*");
            headers.set("Access-Control-Allow-Methods", "GET, POST");
            headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
            headers.set("Access-Control-Max-Age", TEN_MINUTES);
            call.response().setStatusCode(204).end();
        } else if (isPublic(call)) {
            call.next();
        } else {
            headers.set("Access-Control-Allow-Origin", "*");
            headers.set("Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce, Retry-After");
            call.next();
        }
    }

    /** Those allow every origin themselves, asked or not: caches keep one answer for all. */
    private static boolean isPublic(RoutingContext call) {
        return call.normalizedPath().startsWith("/.well-known/");
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS && request.headers().contains("Access-Control-Request-Method");
    }
}
