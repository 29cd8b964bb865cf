package dev.signet.pages;

import java.time.Duration;
import java.util.Optional;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

/**
 * The cookies of the pages. The prefix {@code __Host-} makes a browser refuse them from another host or a plain connection
 * (RFC 6265bis §4.1.3.2); on loopback it takes them over http too.
 */
public final class PageCookies {
    /** The browser's sign-in. */
    public static final String SESSION = "__Host-signet_session";
    /** A random number that tells one browser from another, signed in or not. */
    static final String BROWSER = "__Host-signet_browser";
    /** The language that somebody chose. */
    static final String LANGUAGE = "__Host-signet_language";
    /** {@code Lax}: a client's link to the authorization endpoint must find the session. */
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    private PageCookies() {
    }

    static Optional<String> read(RoutingContext call, String name) {
        return Optional.ofNullable(call.request().getCookie(name)).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    /** @return the {@code Set-Cookie} of a cookie that goes when the browser is closed */
    public static String keep(String name, String value) {
        return name + "=" + value + ATTRIBUTES;
    }

    static String keep(String name, String value, Duration life) {
        return keep(name, value) + "; Max-Age=" + life.toSeconds();
    }

    /** @return the {@code Set-Cookie} that makes the browser forget it */
    public static String forget(String name) {
        return keep(name, "", Duration.ZERO);
    }
}
